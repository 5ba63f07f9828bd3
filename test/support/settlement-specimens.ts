import { at, one, other, same, type Row, type Specimen } from './specimen-rows.ts';

const third = '00000000-0000-7000-8000-000000000003';
const drawn = { drawn_by: one };
const approved = { ...drawn, state: 'approved', approved_by: other };
const exported = {
  ...approved,
  state: 'exported',
  exported_by: one,
  exported_at: at,
  debtor_name: 'Fondo',
  debtor_iban: 'IT',
};
const toInps = { payee: 'inps', iban: null, inps_debt_id: one };
const ofAlliance = {
  organisation_id: null,
  tax_regime: null,
  name: 'n',
  vat_number: 'v',
  recipient_code: 'r',
  invoice_days: 15,
  blocks_payment: false,
};
const matched = { number: '1', issued_on: '2026-06-01', matched_by: one, matched_at: at };
const unknown = { outcome: 'unknown', item_id: null };
const explained = { explanation: 'prefund', explained_by: one, explained_at: at };
const neverWas = { ...explained, explanation: 'enteredByMistake', reason_sealed: '\\x00' };
const broughtBack = {
  ...unknown,
  ...explained,
  explanation: 'returnedPayment',
  returned_item_id: one,
  amount_cents: 5,
};

/** Rows about payments to providers that must not stand: of several the last, each of the others may. */
export const settlementChecks: readonly Specimen[] = [
  ['inps_debt_amount', 'inps_debt', [{ debt_cents: -1 }]],
  ['settlement_batch_amount', 'settlement_batch', [{ total_cents: 0 }]],
  ['settlement_batch_amount', 'settlement_batch', [{ approvals_wanted: 0 }]],
  ['settlement_batch_second_person', 'settlement_batch', [{ ...approved, approved_by: one }]],
  ['settlement_batch_second_person', 'settlement_batch', [{ ...approved, second_approved_by: one }]],
  ['settlement_batch_second_person', 'settlement_batch', [{ ...approved, second_approved_by: other }]],
  ['settlement_batch_second_person', 'settlement_batch', [{ ...drawn, second_approved_by: other }]],
  ['settlement_batch_approved', 'settlement_batch', [{ ...approved, approved_by: null }]],
  ['settlement_batch_approved', 'settlement_batch', [{ ...approved, approvals_wanted: 2 }]],
  ['settlement_batch_exported', 'settlement_batch', [{ ...exported, debtor_iban: null }]],
  ['settlement_batch_exported', 'settlement_batch', [{ ...exported, state: 'approved' }]],
  ['settlement_batch_closed', 'settlement_batch', [{ ...exported, state: 'closed' }]],
  ['settlement_batch_closed', 'settlement_batch', [{ closed_at: at }]],
  ['settlement_item_amount', 'settlement_item', [{ amount_cents: 0, gross_cents: 0 }]],
  ['settlement_item_amount', 'settlement_item', [{ netted_cents: -1, gross_cents: 0 }]],
  ['settlement_item_amount', 'settlement_item', [{ netted_cents: 1 }]],
  ['settlement_item_payee', 'settlement_item', [{ iban: null }]],
  ['settlement_item_payee', 'settlement_item', [{ ...toInps, iban: 'IT' }]],
  ['settlement_item_payee', 'settlement_item', [{ ...toInps, inps_debt_id: null }]],
  ['settlement_item_answered', 'settlement_item', [{ state: 'confirmed' }]],
  ['settlement_item_answered', 'settlement_item', [{ state: 'sent', answered_at: at }]],
  ['settlement_item_returned', 'settlement_item', [{ state: 'returned', answered_at: at }]],
  ['settlement_item_returned', 'settlement_item', [{ state: 'confirmed', answered_at: at, returned_at: at }]],
  ['settlement_line_sign', 'settlement_line', [{ amount_cents: 0 }]],
  ['settlement_line_sign', 'settlement_line', [{ amount_cents: -1 }]],
  ['settlement_line_sign', 'settlement_line', [{ refund_transfer_id: one }]],
  ['bank_line_item', 'bank_line', [{ item_id: null }]],
  ['bank_line_item', 'bank_line', [{ outcome: 'unknown' }]],
  ['bank_line_returned', 'bank_line', [{ amount_cents: -1, return_ref: 'r' }]],
  ['bank_line_returned', 'bank_line', [{ outcome: 'rejected', return_ref: 'r' }]],
  ['bank_line_returned_item', 'bank_line', [{ ...broughtBack, explanation: 'prefund' }]],
  ['bank_line_returned_item', 'bank_line', [{ ...unknown, returned_item_id: one }]],
  ['bank_line_returned_item', 'bank_line', [{ ...broughtBack, amount_cents: -1 }]],
  ['invoice_party_side', 'invoice_party', [{ ...ofAlliance, name: null }]],
  ['invoice_party_side', 'invoice_party', [{ ...ofAlliance, tax_regime: 'RF01' }]],
  ['invoice_party_side', 'invoice_party', [{ tax_regime: null }]],
  ['invoice_party_side', 'invoice_party', [{ vat_number: 'v' }]],
  ['invoice_party_days', 'invoice_party', [{ ...ofAlliance, invoice_days: -1 }]],
  ['provider_invoice_total', 'provider_invoice', [{ total_cents: 0 }]],
  ['provider_invoice_matched', 'provider_invoice', [{ ...matched, issued_on: null }]],
  ['provider_invoice_line_amount', 'provider_invoice_line', [{ amount_cents: 0 }]],
  [
    'provider_invoice_line_once',
    'provider_invoice_line',
    [
      { redemption_id: one, amount_cents: -1 },
      { redemption_id: one, amount_cents: 1 },
      { redemption_id: one, amount_cents: 1 },
    ],
  ],
  [
    'provider_invoice_number_once',
    'provider_invoice',
    [
      { ...matched, provider_id: one, number: 'a/1' },
      { ...matched, provider_id: one, number: 'a/1', issued_on: '2027-01-01' },
      { ...matched, provider_id: one, number: 'a/1', kind: 'creditNote' },
      { ...matched, provider_id: one, number: 'A/1' },
    ],
  ],
  [
    'bank_line_ref_once',
    'bank_line',
    [
      { ...unknown, ...neverWas, bank_ref: 'CRO1', amount_cents: 5 },
      { ...unknown, bank_ref: 'CRO1', amount_cents: 5 },
      { ...unknown, bank_ref: 'CRO1', amount_cents: -5 },
      { ...unknown, bank_ref: 'CRO1', amount_cents: 6 },
    ],
  ],
  ['bank_line_reason', 'bank_line', [{ ...unknown, ...explained, explanation: 'other' }]],
  ['bank_line_reason', 'bank_line', [{ ...unknown, ...explained, explanation: 'enteredByMistake' }]],
  ['bank_line_explained', 'bank_line', [explained]],
  ['bank_line_explained', 'bank_line', [{ ...unknown, ...explained, explained_by: null }]],
  [
    'settlement_line_refund_once',
    'settlement_line',
    [
      { refund_transfer_id: one, amount_cents: -1, released_at: at },
      { refund_transfer_id: one, amount_cents: -1 },
      { refund_transfer_id: one, amount_cents: -1 },
    ],
  ],
];

/** Rows of which there is one. */
export const settlementTwice: readonly Specimen[] = [
  same('bank_balance_alliance_id_balance_on_key', 'bank_balance', { balance_on: '2026-06-01' }),
  same('settlement_batch_alliance_id_code_key', 'settlement_batch', { code: 'LP-2026-0001' }),
  same('settlement_item_batch_id_provider_id_payee_key', 'settlement_item', {
    batch_id: one,
    provider_id: one,
  }),
  same('settlement_item_alliance_id_end_to_end_id_key', 'settlement_item', { end_to_end_id: 'e' }),
  same('provider_invoice_batch_id_provider_id_kind_key', 'provider_invoice', {
    batch_id: one,
    provider_id: one,
  }),
  same('provider_invoice_alliance_id_code_key', 'provider_invoice', { code: 'PF-2026-0001-0001' }),
  same('provider_invoice_line_invoice_id_redemption_id_key', 'provider_invoice_line', {
    invoice_id: one,
    redemption_id: one,
    amount_cents: -1,
  }),
  same('bank_line_answers_once', 'bank_line', { item_id: one }),
  same('bank_line_returns_once', 'bank_line', broughtBack),
];

/** Rows that look alike and may stand beside each other. */
export const settlementAllowed: readonly (readonly [table: string, rows: readonly Row[]])[] = [
  ['settlement_batch', [{ ...exported, approvals_wanted: 2, second_approved_by: third }, approved]],
  [
    'settlement_item',
    [
      { batch_id: one, provider_id: one },
      { ...toInps, batch_id: one, provider_id: one },
    ],
  ],
  ['bank_line', [unknown, { ...unknown, ...explained }]],
  ['bank_line', [{ outcome: 'rejected', amount_cents: -1, return_ref: 'r', reason_code: 'AC04' }]],
  ['invoice_party', [{}, ofAlliance]],
];
