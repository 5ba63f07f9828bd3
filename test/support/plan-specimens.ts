import { at, one, same, type Specimen } from './specimen-rows.ts';

/** Rows about plans and what employers pay that must not stand: of several the last, each of the others may. */
export const planChecks: readonly Specimen[] = [
  ['welfare_plan_category', 'welfare_plan', [{ population: 'site' }]],
  ['welfare_plan_category', 'welfare_plan', [{ population_value: 'Lovere' }]],
  ['welfare_plan_grace', 'welfare_plan', [{ grace_days: -1 }]],
  ['welfare_plan_grace', 'welfare_plan', [{ grace_days: 367 }]],
  ['prefund_amount', 'prefund', [{ amount_cents: 0 }]],
  ['employer_invoice_amount', 'employer_invoice', [{ share_cents: -1 }]],
  ['employer_invoice_amount', 'employer_invoice', [{ prefund_cents: -1 }]],
  ['employer_invoice_amount', 'employer_invoice', [{ share_cents: 0, prefund_cents: 0 }]],
  ['employer_invoice_month', 'employer_invoice', [{ month: '2026-06-02' }]],
  ['employer_invoice_paid', 'employer_invoice', [{ paid_at: at }]],
  ['employer_invoice_paid', 'employer_invoice', [{ bank_ref: 'BANCA/1' }]],
  ['employer_invoice_paid', 'employer_invoice', [{ contribution_id: one }]],
  ['invoice_line_amount', 'invoice_line', [{ amount_cents: 0 }]],
  ['wallet_carry_over_amount', 'wallet_carry_over', [{ amount_cents: 0 }]],
  ['wallet_carry_over_where', 'wallet_carry_over', [{ carried_to: 'award' }]],
  ['wallet_carry_over_where', 'wallet_carry_over', [{ carried_to: 'nextPlan' }]],
  ['wallet_carry_over_where', 'wallet_carry_over', [{ next_wallet_id: one }]],
  [
    'wallet_carry_over_where',
    'wallet_carry_over',
    [{ wallet_id: one, carried_to: 'nextPlan', next_wallet_id: one }],
  ],
  ['live_voucher_import_amount', 'live_voucher_import', [{ prefund_cents: -1 }]],
  ['live_voucher_import_amount', 'live_voucher_import', [{ wallet_cents: -1 }]],
  ['live_voucher_import_amount', 'live_voucher_import', [{ voucher_cents: 0 }]],
  ['live_voucher_import_amount', 'live_voucher_import', [{ credits: -1 }]],
  ['live_voucher_import_amount', 'live_voucher_import', [{ vouchers: 0 }]],
];

/** Rows of which there is one. */
export const planTwice: readonly Specimen[] = [
  same('prefund_alliance_id_bank_ref_key', 'prefund', { bank_ref: 'BANCA/1' }),
  same('employer_invoice_alliance_id_organisation_id_month_key', 'employer_invoice', {
    organisation_id: one,
  }),
  same('employer_invoice_alliance_id_bank_ref_key', 'employer_invoice', { bank_ref: 'BANCA/1', paid_at: at }),
  same('invoice_line_voucher_id_key', 'invoice_line', { voucher_id: one }),
  same('live_voucher_import_plan_id_file_hash_key', 'live_voucher_import', { plan_id: one, file_hash: 'h' }),
  same('voucher_alliance_id_employer_id_earlier_number_key', 'voucher', {
    employer_id: one,
    earlier_number: 'V-1',
    taken_over_at: at,
  }),
];
