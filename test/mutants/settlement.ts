import type { AnyMutant, SqlMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

const approve = 'activities/settlement/approve.ts';
const answers = 'activities/settlement/answers.ts';
const collect = 'activities/settlement/collect.ts';
const debt = 'activities/settlement/inps-debt.ts';
const exporting = 'activities/settlement/export.ts';
const items = 'api/settlement-items.ts';
const owed = 'activities/settlement/owed.ts';

const guard = (name: string, sql: string): SqlMutant => ({
  name: `settlement: ${name}`,
  sql,
  provenBy: 'test/settlement-guards.test.ts',
});

/** What pays providers once, to the cent, and lets only what the bank confirmed feed the Fund. */
export const settlementMutants: readonly AnyMutant[] = [
  guard('a batch goes back', 'DROP TRIGGER settlement_batch_guard ON settlement_batch'),
  guard('a payment is added later', 'DROP TRIGGER settlement_item_guard ON settlement_item'),
  guard('a redemption is paid twice', 'DROP TRIGGER settlement_line_guard ON settlement_line'),
  guard('refunded while the bank has it', 'DROP TRIGGER redemption_in_flight ON redemption'),
  guard('a payment is rewritten', 'GRANT UPDATE ON settlement_item TO reciproca_app'),
  ...provenBy('test/settlement.test.ts', [
    ['settlement: clawback is forgotten', collect, 'balanceCents - heldCents', '0'],
    ['settlement: the waiting list sleeps on', collect, 'await wakeUp(tx, fundAllocationId(tx.allianceId));'],
    [
      'settlement: a refund is not taken off',
      'activities/settlement/dry-run.ts',
      'back.get(providerId) ?? []',
      '[]',
    ],
    ['settlement: what came back is lost', answers, 'await releaseLines(tx, [item.id]);'],
    [
      'settlement: another amount answers',
      answers,
      ", state: 'sent', amountCents: -amountCents",
      ", state: 'sent'",
    ],
    ['settlement: a payment is answered twice', answers, "endToEndId, state: 'sent',", 'endToEndId,'],
    [
      'settlement: a reference means two things',
      answers,
      'if (!isSame(known, entry)) throw refOfAnotherLine(bankRef);',
    ],
    ['settlement: nobody explains a line', answers, 'await askFundOfficers(tx, toExplain(line.id));'],
    [
      'settlement: two lists at once',
      answers,
      "await holdRow(tx, 'alliance', tx.allianceId);\n  const counts",
      'const counts',
    ],
  ]),
  ...provenBy('test/camt053.test.ts', [
    ['settlement: a pending entry counts', 'activities/settlement/camt053.ts', "=== 'BOOK'", "!== 'INFO'"],
    [
      'settlement: francs are euro',
      'activities/settlement/camt053.ts',
      "if (amount!.attributes['Ccy'] !== 'EUR') throw wrongEntry(place, 'Ccy');",
    ],
    [
      'settlement: parts of another sum',
      'activities/settlement/camt053.ts',
      "if (parts.reduce((sum, { amountCents }) => sum + amountCents, 0) !== whole) throw wrongEntry(place, 'Amt');",
    ],
    ['settlement: entities grow', 'domain/xml-reading.ts', "parser.on('doctype', stop);"],
    ['settlement: as deep as one likes', 'domain/xml-reading.ts', 'open.length >= DEEPEST || '],
  ]),
  ...provenBy('test/settlement.test.ts', [
    ['settlement: a return counts again', answers, "if (await cameBack(tx, entry)) return 'repeated';"],
    [
      'settlement: a late return is lost',
      answers,
      'return isNews ? take(tx, vault, entry.returnedBy!) : ',
      'return ',
    ],
    [
      'settlement: any account’s statement',
      'activities/settlement/bank-statement.ts',
      'if (!ibans.every((iban) => ours.some((account) => account.iban === iban))) throw anotherAccount;',
    ],
    [
      'settlement: a batch of another sum',
      'activities/settlement/bank-statement.ts',
      'if (sumCents(items.map(({ amountCents }) => amountCents)) !== -entry.amountCents) return [entry];',
    ],
  ]),
  ...provenBy('test/xml-schemas.test.ts', [
    [
      'draft: a public body is sent a private one’s',
      'domain/fattura-pa.ts',
      "recipientCode.length === 6 ? 'FPA12' : 'FPR12'",
      "'FPR12'",
    ],
    ['settlement: an empty name', 'domain/sepa.ts', " || 'NOTPROVIDED'"],
    [
      'invoices: every exempt one is stamped',
      'domain/provider-invoice.ts',
      'sumCents(withoutVat.map(({ grossCents }) => grossCents)) > STAMP_ABOVE_CENTS',
      'withoutVat.length > 0',
    ],
  ]),
  ...provenBy('test/live-vouchers.test.ts', [
    [
      'invoices: taken over with another VAT',
      'activities/welfare-plan/live-lookup.ts',
      "if (vat !== 'multiPurpose' && vat !== found.vatTreatment) return refuse(number, 'iva', otherVat);",
    ],
  ]),
  {
    name: 'invoices: a voucher’s VAT is rewritten',
    sql: 'DROP TRIGGER voucher_vat_guard ON voucher',
    provenBy: 'test/provider-invoices.test.ts',
  },
  {
    name: 'invoices: what came is taken for another',
    sql: 'DROP TRIGGER provider_invoice_guard ON provider_invoice',
    provenBy: 'test/provider-invoices.test.ts',
  },
  ...provenBy('test/provider-invoices.test.ts', [
    [
      'invoices: a tax code is written as a VAT number',
      'activities/provider-invoice/draft.ts',
      '  if (!provider.hasVatNumber) throw noVatNumber;\n',
    ],
    [
      'invoices: whoever has no VAT number is asked for an invoice',
      'activities/provider-invoice/told.ts',
      '  if (!hasVatNumber) return [toldReceipt(invoice, recipient?.name ?? null)];\n',
    ],
    [
      'invoices: asked for twice',
      'activities/provider-invoice/draw-up.ts',
      'told.amount_cents IS NULL AND r.id IN',
      'r.id IN',
    ],
    [
      'invoices: nothing is credited',
      'activities/provider-invoice/draw-up.ts',
      'OR (r.refunded_cents > 0 AND',
      'OR (false AND',
    ],
    [
      'invoices: another total',
      'domain/arrived-invoice.ts',
      'if (totalCents !== awaited.totalCents) faults.push(wrongTotal(totalCents, awaited.totalCents));',
    ],
    [
      'invoices: the VAT of today',
      'activities/provider-invoice/draw-up.ts',
      'v.vat_treatment AS "vatTreatment"',
      '(SELECT s.vat_treatment FROM offered_service s WHERE s.id = v.service_id) AS "vatTreatment"',
    ],
    ['invoices: another VAT', 'domain/arrived-invoice.ts', '...(isVatSame ? [] : [wrongVat]),'],
    [
      'invoices: a number twice',
      'activities/provider-invoice/match.ts',
      '(await isUsed(tx, invoice, arrived)) ? [usedNumber(arrived.number)] : []',
      '[]',
    ],
    [
      'invoices: came twice',
      'activities/provider-invoice/match.ts',
      'where: { id, matchedAt: null },',
      'where: { id },',
    ],
    [
      'invoices: a stranger reads one',
      'api/provider-invoices.ts',
      '{ providerId: duty.organisationId }',
      '{}',
    ],
    ['invoices: paid without one', 'activities/settlement/dry-run.ts', 'uninvoiced.has(providerId)', 'false'],
  ]),
  ...provenBy('test/settlement-batch.test.ts', [
    [
      'settlement: whoever drew it up approves',
      approve,
      'if ([batch.drawnBy, batch.approvedBy].includes(approver)) throw byAnother;',
    ],
    ['settlement: one approves a large batch', approve, 'isSecond || batch.approvalsWanted === 1', 'true'],
    ['settlement: sent a second time', exporting, "if (batch.state !== 'approved') return batch;"],
    ['settlement: sent after a refund', exporting, 'await stillOwedOrThrow(tx, id);'],
    [
      'settlement: sent unapproved',
      exporting,
      "['approved', 'exported', 'closed']",
      "['draft', 'approved', 'exported', 'closed']",
    ],
    [
      'settlement: refunded while the bank has it, code',
      'activities/settlement/being-paid.ts',
      "  if (items.some(({ state }) => state === 'sent')) throw beingPaid;\n  if (items.length > 0) throw paidInPart;\n",
    ],
    ['settlement: collected in part', collect, 'confirmedCents >= providerCents', 'confirmedCents > 0'],
    [
      'settlement: a paid debt is paid again',
      debt,
      'debt.debtCents - (await paidOf(tx, debt, withoutBatchId))',
      'debt.debtCents',
    ],
    ['settlement: a lapsed DURC pays', debt, "? 'lapsed' : 'inOrder'", "? 'inOrder' : 'inOrder'"],
    [
      'settlement: INPS keeps what came back',
      'activities/settlement/money.ts',
      "if (item.payee !== 'inps') return;",
      'return;',
    ],
    [
      'settlement: reminded of nothing',
      'activities/settlement/remind.ts',
      'if (waiting.size > 0) await',
      'await',
    ],
  ]),
  ...provenBy('test/settlement-reads.test.ts', [
    [
      'settlement: a stranger reads a statement',
      items,
      'return { providerId: duty.organisationId, state:',
      'return { state:',
    ],
    [
      'settlement: whoever works at one place reads it',
      items,
      'if (!duty || duty.placeId !== null)',
      'if (!duty)',
    ],
    [
      'settlement: a provider sees drafts',
      items,
      ", state: { in: ['sent', 'confirmed', 'rejected', 'returned'] } }",
      ' }',
    ],
    [
      'settlement: booked when its list came',
      answers,
      'return earlierOf(bookedOn, toPlainDate(tx.now));',
      'return toPlainDate(tx.now);',
    ],
    [
      'settlement: booked on a day to come',
      answers,
      'return earlierOf(bookedOn, toPlainDate(tx.now));',
      'return bookedOn;',
    ],
    [
      'settlement: a day has it twice',
      'activities/settlement/explain.ts',
      '(await recordedOn(tx, line.bankRef)) ?? toPlainDate(tx.now)',
      'toPlainDate(tx.now)',
    ],
    [
      'settlement: what is held has left the bank',
      'activities/settlement/bank-balance.ts',
      "AND t.phase <> 'pending'",
    ],
  ]),
  ...provenBy('test/sepa.test.ts', [
    [
      'settlement: a formula in Excel',
      'domain/italian-csv.ts',
      "const harmless = /^[=+\\-@\\t\\r]/.test(cell) ? `'${cell}` : cell;",
      'const harmless = cell;',
    ],
    ['settlement: any letter in SEPA', 'domain/sepa.ts', ".replaceAll(/[^A-Za-z0-9/\\-?:().,'+ ]/g, ' ')"],
  ]),
  ...provenBy('test/api/fund-movements.test.ts', [
    [
      'fund: a file of its entries ends before its end',
      'api/movement-file.ts',
      '  if (entries.length > most) throw tooMany(most);\n',
    ],
    [
      'fund: a file has other days than were asked for',
      'ledger/balances.ts',
      "       AND t.effective_on BETWEEN ${from ?? '-infinity'}::date AND ${until ?? 'infinity'}::date\n",
    ],
  ]),
  ...provenBy('test/settlement-sums.test.ts', [
    [
      'settlement: paid though refunded',
      owed,
      'r.provider_cents - coalesce(back.provider_cents, 0)',
      'r.provider_cents',
    ],
    [
      'settlement: a refund is taken off twice',
      owed,
      'l.refund_transfer_id = t.id AND l.released_at IS NULL',
      'false',
    ],
  ]),
];
