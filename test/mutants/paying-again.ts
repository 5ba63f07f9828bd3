import type { AnyMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

const back = 'activities/settlement/bring-back.ts';
const collect = 'activities/settlement/collect.ts';
const debt = 'activities/settlement/inps-debt.ts';
const shownAs = 'api/settlement-item-view.ts';
const exporting = 'activities/settlement/export.ts';

/** What is looked at again before a payment leaves, and after it was made. */
export const payingAgainMutants: readonly AnyMutant[] = [
  ...provenBy('test/settlement-reads.test.ts', [
    [
      'settlement: a changed account passed over',
      shownAs,
      "last.iban === iban ? 'same' : 'changed'",
      "'same'",
    ],
    [
      'settlement: since when an account is on file passed over',
      'api/organisations.ts',
      '{ ibanSince: tx.now }',
      '{}',
    ],
    ['settlement: an account told whole', shownAs, 'iban: comparesAccounts ? iban : null', 'iban'],
  ]),
  ...provenBy('test/settlement-returned.test.ts', [
    ['settlement: why it did not arrive kept back', shownAs, 'reasons.get(row.id) ?? null', 'null'],
    [
      'settlement: money that was tried again owed twice',
      shownAs,
      'triedAgainAs: again.get(row.id) ?? null',
      'triedAgainAs: null',
    ],
    [
      'settlement: tried again before it left',
      shownAs,
      "later.state IN ('sent', 'confirmed', 'rejected', 'returned')",
      'true',
    ],
    [
      'settlement: a batch that paid nobody is closed as any other',
      'api/settlement-batch-view.ts',
      "return states.includes('returned') ? 'returned' : 'rejected';",
      "return 'paid';",
    ],
    [
      'settlement: a refused payment told to nobody',
      'activities/settlement/answers.ts',
      "    await mailNotArrived(tx, vault, item, 'providerPaymentRejected');\n",
    ],
    [
      'settlement: a payment that came back told to nobody',
      'activities/settlement/explain.ts',
      "    await mailNotArrived(tx, vault, back, 'providerPaymentReturned');\n",
    ],
    [
      'settlement: a provider told of what came back from INPS',
      'activities/settlement/not-arrived.ts',
      "  if (payee !== 'provider') return;\n",
    ],
  ]),
  ...provenBy('test/settlement-owed.test.ts', [
    [
      'settlement: a provider is told what others are owed',
      'activities/settlement/owed.ts',
      '(${providerId}::uuid IS NULL OR r.provider_id = ${providerId}::uuid)',
      '(${providerId}::uuid IS NULL OR true)',
    ],
    [
      'settlement: one place is told what the provider is owed',
      'api/settlement-owed.ts',
      '!duty || duty.placeId !== null',
      '!duty',
    ],
    [
      'settlement: what is being prepared is told to nobody',
      'api/settlement-owed.ts',
      'planned._sum.amountCents ?? 0',
      '0',
    ],
  ]),
  ...provenBy('test/settlement-durc.test.ts', [
    ['settlement: sent though the DURC changed', exporting, 'await durcUnchangedOrThrow(tx, batch);'],
    [
      'settlement: lapsed by the time it is paid',
      'activities/settlement/durc-unchanged.ts',
      'laterOf(fromDateColumn(batch.executionOn), toPlainDate(tx.now))',
      'toPlainDate(tx.now)',
    ],
    [
      'settlement: drawn up as it is today',
      'activities/settlement/draw-up.ts',
      'dryRun(tx, order.cutOffAt, order.executionOn)',
      'dryRun(tx, order.cutOffAt, toPlainDate(tx.now))',
    ],
    [
      'settlement: a word of INPS is good for ever',
      debt,
      'return payOn <= durcValidUntil(verifiedOn, await durcValidityDays(tx));',
      'return true;',
    ],
    ['settlement: a word of INPS from before the paper lapsed', debt, ' || verifiedOn <= lapsed.validUntil'],
    [
      'settlement: withheld twice for two words',
      debt,
      "i.inps_debt_id = ${debt.id}::uuid OR i.state <> 'confirmed' OR l.booked_on >= ${debt.verifiedOn}::date",
      'i.inps_debt_id = ${debt.id}::uuid',
    ],
    ['settlement: what INPS knows is taken off', debt, 'l.booked_on >= ${debt.verifiedOn}::date', 'true'],
  ]),
  ...provenBy('test/settlement-returned.test.ts', [
    ['settlement: what came back late is lost', back, 'await releaseLines(tx, [back.id]);'],
    ['settlement: collected a second time', collect, '!isCollected && '],
    ['settlement: any payment came back', back, 'if (named && named.id !== said.id) throw notThisPayment;'],
    ['settlement: any amount came back', back, ', amountCents: line.amountCents }', ' }'],
    ['settlement: what was not made came back', back, "state: 'confirmed', amountCents", 'amountCents'],
    [
      'settlement: what was taken off is lost',
      'ledger/postings.ts',
      'debit(providerReceivable(providerId), nettedCents),\n    credit(providerPayable(providerId), amountCents + nettedCents)',
      'credit(providerPayable(providerId), amountCents)',
    ],
    [
      'settlement: brought back beside a batch',
      'activities/settlement/explain.ts',
      "if (explanation === 'returnedPayment' || explanation === NEVER_WAS)\n    await holdRow(tx, 'alliance', tx.allianceId);",
    ],
    [
      'settlement: nobody tells the provider that it came back',
      'activities/settlement/statement.ts',
      "${line.isReturned ? ', bonifico tornato' : ''}",
    ],
  ]),
  ...provenBy('test/invoices-unpaid.test.ts', [
    [
      'invoices: asked for though its payment did not arrive',
      'api/provider-invoices.ts',
      'row.matchedAt === null && !unpaid.includes(row.id)',
      'row.matchedAt === null',
    ],
    [
      'invoices: missing though its payment did not arrive',
      'api/provider-invoices.ts',
      'matchedAt: null, id: { notIn: [...unpaid] }',
      'matchedAt: null',
    ],
    [
      'invoices: asked for no more though it is paid again',
      'activities/provider-invoice/not-paid.ts',
      'paidAgainAt === null',
      'paidAgainAt !== undefined',
    ],
    [
      'invoices: one that was given back keeps the others unasked',
      'activities/provider-invoice/not-paid.ts',
      ' OR r.refunded_cents = r.amount_cents',
      '',
    ],
    [
      'invoices: credited though nobody is to write it',
      'activities/provider-invoice/draw-up.ts',
      'await notToWrite(tx)',
      '[]',
    ],
    [
      'invoices: written by the statement though its payment did not arrive',
      'activities/provider-invoice/told.ts',
      '  if (isUnpaid) return [notYet(invoice)];\n',
    ],
    [
      'invoices: chased on though its payment did not arrive',
      'activities/provider-invoice/overdue.ts',
      '  await chaseNoMore(tx, stillUnpaid(notPaid));\n',
    ],
    [
      'invoices: late since its first payment left',
      'activities/provider-invoice/overdue.ts',
      'notPaid.has(id) ? notPaid.get(id)! : drawnAt',
      'drawnAt',
    ],
    [
      'invoices: chased once for all its payments',
      'activities/provider-invoice/overdue.ts',
      ' && createdAt >= askedAt',
      '',
    ],
  ]),
];
