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
];

/** Rows of which there is one. */
export const planTwice: readonly Specimen[] = [
  same('prefund_alliance_id_bank_ref_key', 'prefund', { bank_ref: 'BANCA/1' }),
  same('employer_invoice_alliance_id_organisation_id_month_key', 'employer_invoice', {
    organisation_id: one,
  }),
  same('employer_invoice_alliance_id_bank_ref_key', 'employer_invoice', { bank_ref: 'BANCA/1', paid_at: at }),
  same('invoice_line_voucher_id_key', 'invoice_line', { voucher_id: one }),
];
