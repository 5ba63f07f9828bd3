import { at, one, other, same, type Specimen } from './specimen-rows.ts';

const answer = { answer_sealed: Buffer.from('a'), agrees: true, answered_by: one, answered_at: at };
const decision = {
  granted_cents: 0,
  reasons_sealed: Buffer.from('r'),
  letter_document_id: one,
  decided_by: one,
  decided_at: at,
};

/** Disputes of vouchers, and what they give back, that must not stand. */
export const disputeChecks: readonly Specimen[] = [
  ['voucher_dispute_amount', 'voucher_dispute', [{ amount_cents: 0 }]],
  ['voucher_dispute_amount', 'voucher_dispute', [{ decision_working_days: 0 }]],
  ['voucher_dispute_answered', 'voucher_dispute', [{ ...answer }]],
  ['voucher_dispute_answered', 'voucher_dispute', [{ state: 'answered' }]],
  ['voucher_dispute_answered', 'voucher_dispute', [{ ...answer, state: 'answered', agrees: null }]],
  ['voucher_dispute_decided', 'voucher_dispute', [{ ...decision }]],
  ['voucher_dispute_decided', 'voucher_dispute', [{ state: 'forProvider' }]],
  ['voucher_dispute_granted', 'voucher_dispute', [{ ...decision, state: 'forHolder' }]],
  ['voucher_dispute_granted', 'voucher_dispute', [{ ...decision, state: 'forProvider', granted_cents: 1 }]],
  ['voucher_dispute_granted', 'voucher_dispute', [{ ...decision, state: 'forHolder', granted_cents: 2 }]],
  [
    'voucher_dispute_second_person',
    'voucher_dispute',
    [{ ...decision, state: 'forProvider', opened_by: one }],
  ],
  ['voucher_dispute_withdrawn', 'voucher_dispute', [{ state: 'withdrawn' }]],
  ['voucher_dispute_withdrawn', 'voucher_dispute', [{ withdrawn_at: at }]],
  [
    'voucher_dispute_once',
    'voucher_dispute',
    [
      { redemption_id: other, state: 'withdrawn', withdrawn_at: at },
      { redemption_id: other },
      { redemption_id: other },
    ],
  ],
  ['redemption_refund_by', 'redemption_refund', [{ dispute_id: one }]],
];

/** Rows of which there is one. */
export const disputeTwice: readonly Specimen[] = [
  same('voucher_dispute_alliance_id_code_key', 'voucher_dispute', { code: 'CB-2026-000001' }),
  same('redemption_refund_dispute_id_key', 'redemption_refund', { till_user_id: null, dispute_id: one }),
];
