import { planChecks, planTwice } from './plan-specimens.ts';
import { slipChecks, slipTwice } from './slip-specimens.ts';
import { disputeChecks, disputeTwice } from './dispute-specimens.ts';
import { at, one, other, same, type Row, type Specimen } from './specimen-rows.ts';

const later = '2026-06-02T10:00:00Z';
const notOfWallet = { wallet_id: null, employer_id: null, carry_over: null, tax_letter: null };
const relative = { employee_id: one, relative_id: other, valid_from: '2026-06-01' };
const ended = { state: 'expired', closed_at: at };
/** A booking that somebody confirmed. */
const agreed = { state: 'confirmed', starts_at: later, proposed_start: null, proposed_by: null };
/** One that its holder cancelled, of a service that had asked for notice. */
const cancelled = {
  ...agreed,
  state: 'cancelled',
  due_at: null,
  ended_by: 'holder',
  ended_at: later,
  cancellation_hours: 24,
};
const cumulative = {
  provider_id: null,
  service_id: null,
  tax_letter: 'comma3',
  vat_kind: 'multiPurpose',
  vat_treatment: null,
};

/** Rows about vouchers that must not stand: of several the last, each of the others may. */
export const voucherChecks: readonly Specimen[] = [
  ['welfare_plan_forwards', 'welfare_plan', [{ valid_from: '2026-06-02', valid_until: '2026-06-01' }]],
  ['welfare_plan_forwards', 'welfare_plan', [{ voucher_days: 0 }]],
  ['wallet_credit_amount', 'wallet_credit', [{ amount_cents: 0 }]],
  ['voucher_order_amount', 'voucher_order', [{ units: 0 }]],
  ['voucher_order_amount', 'voucher_order', [{ unit_price_cents: 0 }]],
  ['voucher_order_one_payer', 'voucher_order', [{ wallet_id: null }]],
  ['voucher_order_one_payer', 'voucher_order', [{ award_id: one }]],
  ['voucher_order_source', 'voucher_order', [{ provider_order_id: one }]],
  ['voucher_order_not_for_the_past', 'voucher_order', [{ service_from: '2026-05-31' }]],
  ['private_order_amount', 'private_order', [{ units: 0 }]],
  ['private_order_amount', 'private_order', [{ unit_price_cents: 0 }]],
  ['private_order_closed', 'private_order', [{ state: 'paid' }]],
  ['private_order_closed', 'private_order', [{ closed_at: at }]],
  ['voucher_one_payer', 'voucher', [{ award_id: one }]],
  ['voucher_one_payer', 'voucher', [notOfWallet]],
  ['voucher_employer', 'voucher', [{ ...notOfWallet, award_id: one, employer_id: one }]],
  ['voucher_residual', 'voucher', [{ ...notOfWallet, award_id: one, carry_over: 'fund' }]],
  ['voucher_letter', 'voucher', [{ ...notOfWallet, award_id: one, tax_letter: 'fTer' }]],
  [
    'voucher_earlier_number',
    'voucher',
    [{ ...notOfWallet, award_id: one, earlier_number: 'V-1', taken_over_at: at }],
  ],
  ['voucher_taken_over', 'voucher', [{ taken_over_at: at }]],
  ['voucher_taken_over', 'voucher', [{ earlier_number: 'V-1' }]],
  ['voucher_one_service', 'voucher', [{ ...cumulative, tax_letter: 'fTer' }]],
  ['voucher_one_service', 'voucher', [{ ...cumulative, vat_kind: 'singlePurpose', vat_treatment: 'exempt' }]],
  ['voucher_one_service', 'voucher', [{ provider_id: null }]],
  ['voucher_vat', 'voucher', [{ vat_cents: 1 }]],
  ['voucher_vat', 'voucher', [{ ...cumulative, nominal_cents: 100, vat_cents: 5 }]],
  ['voucher_vat_treatment', 'voucher', [{ vat_treatment: null }]],
  ['voucher_vat_treatment', 'voucher', [{ ...cumulative, vat_treatment: 'exempt' }]],
  ['voucher_amount', 'voucher', [{ ...cumulative, spent_cents: 2 }]],
  ['voucher_charged', 'voucher', [{ charged_cents: -1 }]],
  ['voucher_charged', 'voucher', [{ ...notOfWallet, award_id: one, charged_cents: 1 }]],
  ['voucher_restored_from_another', 'voucher', [{ restored_from: one }]],
  ['wallet_charged', 'wallet', [{ charged_cents: -1 }]],
  ['voucher_whole', 'voucher', [{ nominal_cents: 100, spent_cents: 40 }]],
  ['voucher_spent', 'voucher', [{ spent_cents: 1 }]],
  ['voucher_spent', 'voucher', [{ state: 'spent', closed_at: at }]],
  ['voucher_closed', 'voucher', [{ state: 'expired' }]],
  ['voucher_closed', 'voucher', [{ closed_at: at }]],
  ['voucher_void_reason', 'voucher', [{ void_reason: 'notNeeded' }]],
  ['voucher_void_reason', 'voucher', [{ state: 'voided', closed_at: at }]],
  ['till_user_tries', 'till_user', [{ failed_tries: -1 }]],
  ['voucher_hold_amount', 'voucher_hold', [{ amount_cents: 0 }]],
  ['voucher_hold_amount', 'voucher_hold', [{ created_at: later }]],
  ['voucher_hold_resolved', 'voucher_hold', [{ state: 'captured' }]],
  ['redemption_split', 'redemption', [{ amount_cents: 3 }]],
  ['redemption_refunded', 'redemption', [{ refunded_cents: 3 }]],
  ['redemption_refund_split', 'redemption_refund', [{ amount_cents: 3 }]],
  [
    'family_declaration_forwards',
    'family_declaration',
    [{ valid_from: '2026-06-02', valid_until: '2026-06-01' }],
  ],
  ['family_declaration_of_another', 'family_declaration', [{ employee_id: one, relative_id: one }]],
  [
    'family_declaration_once_a_day',
    'family_declaration',
    [{ ...relative, replaced_at: later }, relative, relative],
  ],
  ['fringe_entry_amount', 'fringe_entry', [{ amount_cents: 0 }]],
  ['fringe_entry_month', 'fringe_entry', [{ month: '2026-06-02' }]],
  ['fringe_entry_days', 'fringe_entry', [{ days: 1 }]],
  ['fringe_entry_days', 'fringe_entry', [{ kind: 'mealPaper' }]],
  ['fringe_entry_days', 'fringe_entry', [{ kind: 'mealElectronic', days: 32 }]],
  ['alliance_voucher_reminder_days', 'alliance', [{ voucher_reminder_days: '{30,0}' }]],
  ['alliance_voucher_reminder_days', 'alliance', [{ voucher_reminder_days: '{366}' }]],
  ['alliance_voucher_reminder_days', 'alliance', [{ voucher_reminder_days: '{9,8,7,6,5,4,3,2,1}' }]],
  ['voucher_residual_told', 'voucher', [{ residual_to: 'fund', residual_cents: 1 }]],
  ['voucher_residual_told', 'voucher', [{ ...ended, residual_to: 'fund' }]],
  ['voucher_residual_told', 'voucher', [{ ...ended, residual_to: 'fund', residual_cents: 2 }]],
  ['voucher_residual_of_award', 'voucher', [{ ...ended, residual_to: 'award', residual_cents: 1 }]],
  [
    'voucher_residual_of_award',
    'voucher',
    [{ ...notOfWallet, award_id: one, ...ended, residual_to: 'wallet', residual_cents: 1 }],
  ],
  ['voucher_extension_forwards', 'voucher_extension', [{ extended_until: at }]],
  ['voucher_extension_forwards', 'voucher_extension', [{ created_at: later }]],
  ['voucher_extension_reason', 'voucher_extension', [{ reason_sealed: null }]],
  ['voucher_extension_reason', 'voucher_extension', [{ batch_id: one }]],
  [
    'voucher_hold_one_at_a_time',
    'voucher_hold',
    [{ voucher_id: one, state: 'lapsed', resolved_at: later }, { voucher_id: one }, { voucher_id: one }],
  ],
  ['booking_one_title', 'booking', [{ private_order_id: one }]],
  ['booking_one_title', 'booking', [{ voucher_id: null }]],
  ['booking_proposal', 'booking', [{ proposed_by: null }]],
  ['booking_proposal', 'booking', [{ starts_at: later }]],
  ['booking_proposal', 'booking', [{ ...agreed, starts_at: null }]],
  ['booking_proposal', 'booking', [{ ...cancelled, proposed_start: later, proposed_by: 'holder' }]],
  ['booking_open', 'booking', [{ due_at: null, ended_at: later }]],
  ['booking_open', 'booking', [{ ...cancelled, ended_at: null }]],
  ['booking_open', 'booking', [{ ...cancelled, ended_by: null, state: 'ended' }]],
  ['booking_ended_by', 'booking', [{ ...cancelled, ended_by: null }]],
  ['booking_ended_by', 'booking', [{ ended_by: 'holder' }]],
  ['booking_chargeable', 'booking', [{ ...cancelled, ended_by: 'provider', chargeable_until: later }]],
  ['booking_chargeable', 'booking', [{ ...cancelled, cancellation_hours: null, chargeable_until: later }]],
  ['booking_chargeable', 'booking', [{ ...agreed, cancellation_hours: 24, chargeable_until: later }]],
  [
    'booking_chargeable',
    'booking',
    [{ ...cancelled, voucher_id: null, private_order_id: one, chargeable_until: later }],
  ],
  ['booking_charged', 'booking', [{ ...cancelled, chargeable_until: later, redemption_id: one }]],
  ['booking_charged', 'booking', [{ ...cancelled, state: 'charged', chargeable_until: later }]],
  ['booking_charged', 'booking', [{ ...cancelled, state: 'charged', redemption_id: one }]],
  ['booking_cancellation_hours', 'booking', [{ cancellation_hours: 721 }]],
  ['offered_service_cancellation_hours', 'offered_service', [{ cancellation_hours: -1 }]],
  [
    'booking_one_open',
    'booking',
    [{ ...cancelled, voucher_id: one }, { voucher_id: one }, { ...agreed, voucher_id: one }],
  ],
  ...planChecks,
  ...slipChecks,
  ...disputeChecks,
];

/** Rows of which there is one. */
export const voucherTwice: readonly Specimen[] = [
  same('wallet_plan_id_person_id_key', 'wallet', { plan_id: one, person_id: one }),
  same('voucher_order_alliance_id_code_key', 'voucher_order', { code: 'OB-2026-000001' }),
  same('private_order_alliance_id_code_key', 'private_order', { code: 'OB-2026-000001' }),
  same('voucher_alliance_id_number_key', 'voucher', { number: 'B-2026-000001' }),
  same('voucher_alliance_id_secret_print_key', 'voucher', { secret_print: 's' }),
  same('voucher_alliance_id_code_print_key', 'voucher', { code_print: 'c' }),
  same('redemption_alliance_id_number_key', 'redemption', { number: 'RB-1' }),
  same('fringe_exceedance_employer_id_person_id_year_key', 'fringe_exceedance', {
    employer_id: one,
    person_id: one,
    year: 2026,
  }),
  same('redemption_hold_id_key', 'redemption', { hold_id: one }),
  ...planTwice,
  same('booking_redemption_id_key', 'booking', {
    ...cancelled,
    state: 'charged',
    chargeable_until: later,
    redemption_id: one,
  }),
  ...slipTwice,
  ...disputeTwice,
  same('voucher_extension_voucher_id_batch_id_key', 'voucher_extension', {
    voucher_id: one,
    batch_id: one,
    reason_sealed: null,
  }),
];

/** Rows that look alike and may stand beside each other. */
export const voucherAllowed: readonly (readonly [table: string, rows: readonly Row[]])[] = [
  [
    'voucher',
    [
      { ...notOfWallet, award_id: one },
      { ...cumulative, nominal_cents: 100, spent_cents: 40 },
    ],
  ],
  ['voucher', [{ spent_cents: 1, state: 'spent', closed_at: at }]],
  ['voucher', [{ ...ended, residual_to: 'fund', residual_cents: 1 }]],
  ['voucher_extension', [{ batch_id: one, reason_sealed: null }]],
  ['booking', [{ ...cancelled, chargeable_until: later }]],
  ['booking', [{ ...cancelled, state: 'missed', ended_by: null, chargeable_until: later }]],
  [
    'wallet',
    [
      { plan_id: one, person_id: one },
      { plan_id: other, person_id: one },
    ],
  ],
];
