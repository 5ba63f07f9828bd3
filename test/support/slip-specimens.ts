import { at, one, other, same, type Specimen } from './specimen-rows.ts';

const earlier = '2026-06-01T09:00:00Z';
const later = '2026-06-02T10:00:00Z';
const entered = { redemption_id: one, served_at: at, entered_at: later };
const late = {
  kind: 'lateSlip',
  redemption_id: null,
  slip_id: one,
  till_user_id: one,
  served_at: at,
  right_cents: 1,
};
const asked = { asked_by: one };
const approved = { ...asked, state: 'approved', decided_by: other, decided_at: later };
const refused = { ...approved, state: 'refused', answer_sealed: Buffer.from('a') };

/** Rows about slips and corrections that must not stand: of several the last, each of the others may. */
export const slipChecks: readonly Specimen[] = [
  ['paper_slip_entered', 'paper_slip', [{ ...entered, redemption_id: null }]],
  ['paper_slip_forwards', 'paper_slip', [{ ...entered, served_at: earlier }]],
  ['paper_slip_forwards', 'paper_slip', [{ ...entered, served_at: later, entered_at: at }]],
  ['redemption_correction_kind', 'redemption_correction', [{ redemption_id: null }]],
  ['redemption_correction_kind', 'redemption_correction', [{ slip_id: one }]],
  ['redemption_correction_kind', 'redemption_correction', [{ ...late, right_cents: null }]],
  ['redemption_correction_kind', 'redemption_correction', [{ ...late, redemption_id: one }]],
  ['redemption_correction_amount', 'redemption_correction', [{ right_cents: 0 }]],
  ['redemption_correction_decided', 'redemption_correction', [{ ...approved, decided_by: null }]],
  ['redemption_correction_decided', 'redemption_correction', [{ decided_by: other, decided_at: later }]],
  ['redemption_correction_answered', 'redemption_correction', [{ ...refused, answer_sealed: null }]],
  ['redemption_correction_answered', 'redemption_correction', [{ ...refused, state: 'approved' }]],
  ['redemption_correction_second_person', 'redemption_correction', [{ ...approved, decided_by: one }]],
  ['redemption_correction_made', 'redemption_correction', [{ ...approved, right_cents: 1 }]],
  ['redemption_correction_made', 'redemption_correction', [{ ...approved, made_redemption_id: one }]],
  [
    'redemption_correction_one_at_a_time',
    'redemption_correction',
    [{ ...refused, redemption_id: one }, { redemption_id: one }, { redemption_id: one }],
  ],
  ['redemption_correction_one_slip_at_a_time', 'redemption_correction', [late, late]],
  ['redemption_refund_by', 'redemption_refund', [{ till_user_id: null }]],
  ['redemption_refund_by', 'redemption_refund', [{ correction_id: one }]],
];

/** Rows of which there is one. */
export const slipTwice: readonly Specimen[] = [
  same('paper_slip_alliance_id_number_key', 'paper_slip', { number: 'T-1' }),
  same('paper_slip_redemption_id_key', 'paper_slip', entered),
  same('redemption_correction_made_redemption_id_key', 'redemption_correction', {
    ...approved,
    right_cents: 1,
    made_redemption_id: one,
  }),
  same('redemption_refund_correction_id_key', 'redemption_refund', {
    till_user_id: null,
    correction_id: one,
  }),
];
