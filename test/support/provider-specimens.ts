import { at, one, other, same, type Specimen } from './specimen-rows.ts';

const decided = { decided_at: at, decided_by: one };
const answered = {
  answered_by: one,
  outcome: 'upheld',
  answer_sealed: Buffer.from('a'),
  answered_at: at,
  letter_document_id: one,
};
const closed = { closed_at: at };

/** Rows about providers that must not stand: of several the last, each of the others may. */
export const providerChecks: readonly Specimen[] = [
  ['account_answers_for_all_places', 'account', [{ organisation_id: one, place_id: one, responsible: true }]],
  ['account_place_of_some_organisation', 'account', [{ place_id: one, responsible: false }]],
  ['provider_application_closed', 'provider_application', [{ state: 'withdrawn' }]],
  ['provider_application_closed', 'provider_application', [{ state: 'review', ...closed }]],
  ['provider_application_told_why', 'provider_application', [{ state: 'refused', ...closed }]],
  [
    'provider_application_told_why',
    'provider_application',
    [{ state: 'refused', refusal_code: 'r', ...closed }],
  ],
  ['provider_application_in_order', 'provider_application', [{ state: 'admitted', ...closed }]],
  ['provider_application_second_person', 'provider_application', [{ caseworker_id: one, reviewed_by: one }]],
  [
    'provider_application_countersigned',
    'provider_application',
    [{ reviewed_by: one, agreement_recorded_by: one }],
  ],
  ['agreement_signature_method', 'agreement_signature', [{ method: 'a nod' }]],
  ['agreement_signature_signed_copy', 'agreement_signature', [{ method: 'file' }]],
  ['agreement_signature_signed_copy', 'agreement_signature', [{ method: 'code', signed_copy_id: one }]],
  ['offered_service_priced', 'offered_service', [{ unit_price_cents: 0 }]],
  ['price_change_priced', 'price_change', [{ unit_price_cents: 0 }]],
  ['price_change_announced', 'price_change', [{ announced_at: '2026-05-18T10:00:00Z' }]],
  ['price_change_taken_back_in_time', 'price_change', [{ cancelled_at: at }]],
  [
    'provider_document_forwards',
    'provider_document',
    [{ issued_on: '2026-06-02', valid_until: '2026-06-01' }],
  ],
  ['provider_document_ends', 'provider_document', [{ category: 'insurance', valid_until: null }]],
  ['proximity_waiver_a_year', 'proximity_waiver', [{ until_date: '2026-05-31' }]],
  ['proximity_waiver_a_year', 'proximity_waiver', [{ from_date: '2026-06-01', until_date: '2027-06-02' }]],
  ['service_proposal_decided', 'service_proposal', [{ state: 'accepted' }]],
  ['service_proposal_decided', 'service_proposal', [{ state: 'accepted', ...decided }]],
  ['service_proposal_decided', 'service_proposal', [{ state: 'refused', ...decided }]],
  [
    'service_proposal_second_person',
    'service_proposal',
    [{ state: 'accepted', proposed_by: one, service_id: one, ...decided }],
  ],
  ['complaint_round_twice', 'complaint_round', [{ number: 3 }]],
  ['complaint_round_somebody_else', 'complaint_round', [{ ...answered, excluded_ids: `{${one}}` }]],
  ['complaint_round_answered', 'complaint_round', [{ ...answered, letter_document_id: null }]],
  ['complaint_round_answered', 'complaint_round', [{ outcome: 'upheld' }]],
];

/** Rows of which there may be one. */
export const providerTwice: readonly Specimen[] = [
  same('admission_current', 'admission', { organisation_id: one }),
  same('onboarding_step_application_id_step_key', 'onboarding_step', { application_id: one, step: 'iban' }),
  same('offered_service_place_service_id_place_id_key', 'offered_service_place', {
    service_id: one,
    place_id: one,
  }),
  same('price_change_once', 'price_change', { service_id: one }),
  same('provider_application_alliance_id_code_key', 'provider_application', { code: 'c' }),
  same('provider_application_mailbox_once', 'provider_application', { mailbox_print: 'm' }),
  same('provider_application_organisation_once', 'provider_application', { organisation_id: one }),
  same('agreement_signature_agreement_document_id_key', 'agreement_signature', {
    agreement_document_id: one,
  }),
  same('provider_complaint_alliance_id_code_key', 'provider_complaint', { code: 'c' }),
  same('complaint_round_complaint_id_number_key', 'complaint_round', { complaint_id: one, number: 1 }),
];

/** Rows that look like the ones refused, and stand. */
export const providerAllowed: readonly (readonly [table: string, rows: Specimen[2]])[] = [
  ['admission', [{ organisation_id: one, ended_on: '2026-06-01' }, { organisation_id: one }]],
  ['price_change', [{ service_id: one, cancelled_at: '2026-05-31T10:00:00Z' }, { service_id: one }]],
  ['price_change', [{ announced_at: '2026-05-17T10:00:00Z' }]],
  ['provider_document', [{ category: 'authorisation', valid_until: null }]],
  ['proximity_waiver', [{ from_date: '2026-06-01', until_date: '2027-06-01' }]],
  [
    'provider_application',
    [
      { mailbox_print: 'm', organisation_id: one, state: 'withdrawn', ...closed },
      { mailbox_print: 'm', organisation_id: one, caseworker_id: one, reviewed_by: other },
    ],
  ],
  ['complaint_round', [{ ...answered, excluded_ids: `{${other}}` }]],
  ['signing_code', [{ signing_id: null, application_id: one }]],
  ['agreement_signature', [{ method: 'file', signed_copy_id: one }]],
  ['provider_application', [{ reviewed_by: one, agreement_recorded_by: other }]],
];
