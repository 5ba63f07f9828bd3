import type { CodeMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

/** What the bank can say, who sees to a batch until it has, whom to invoice, and who reads an account or a share. */
export const bankLineMutants: readonly CodeMutant[] = [
  ...provenBy('test/settlement-batch.test.ts', [
    [
      'settlement: an approved batch waits for nobody',
      'activities/settlement/approve.ts',
      '  if (isEnough) await askFundOfficers(tx, toExport(id), [], dueOn);\n  else ',
      '  if (!isEnough) ',
    ],
    [
      'settlement: due after the day it is paid on',
      'activities/settlement/tasks.ts',
      'earlierOf(paidOn, addWorkingDays(today, WORKING_DAYS))',
      'addWorkingDays(today, WORKING_DAYS)',
    ],
    [
      'settlement: the bank’s answer is asked for though it came',
      'activities/settlement/answers.ts',
      '  for (const { id } of closed) await officeDid(tx, toFollowUp(id), tx.actor.id);\n',
    ],
    [
      'settlement: a discarded batch is to be exported',
      'activities/settlement/approve.ts',
      '  await officeNeedNot(tx, toExport(id));\n',
    ],
  ]),
  ...provenBy('test/invoice-recipient.test.ts', [
    [
      'invoices: nobody is asked whom to invoice',
      'activities/settlement/draw-up.ts',
      '  await askForRecipient(tx);\n',
    ],
    [
      'invoices: an older alliance is not asked whom to invoice',
      'activities/settlement/remind.ts',
      '  await remindOfRecipient(tx);\n',
    ],
    [
      'invoices: whom to invoice is asked though it was entered',
      'api/settlement-parties.ts',
      '    await recipientWasSet(tx);\n',
    ],
    [
      'invoices: a draft is told of that lacks somebody',
      'api/provider-invoices.ts',
      'draftLacks: lacks(row)',
      'draftLacks: null',
    ],
  ]),
  ...provenBy('test/settlement-bank-lines.test.ts', [
    [
      'settlement: a list with what the bank cannot say is taken',
      'activities/settlement/answers.ts',
      '  await refuseImpossibleLines(tx, entries);\n',
    ],
    [
      'settlement: a refused payment comes in',
      'activities/settlement/impossible-lines.ts',
      'entry.isRejected && entry.amountCents !== -payment.amountCents',
      'false',
    ],
    [
      'settlement: a payment is refused that was made',
      'activities/settlement/impossible-lines.ts',
      "entry.isRejected && (isMade || payment.state !== 'sent')",
      'false',
    ],
    [
      'settlement: what was made is told refused under its reference',
      'activities/settlement/impossible-lines.ts',
      '    if (entry.isRejected && known.some((line) => isMadeBy(line, entry))) throw notWaiting(entry);\n',
    ],
    [
      'settlement: a payment comes back that was never made',
      'activities/settlement/impossible-lines.ts',
      'entry.amountCents > 0 && !isMade',
      'false',
    ],
    [
      'settlement: a line is closed without a reason',
      'activities/settlement/explain.ts',
      '  if (saidWhy.includes(explanation) && !reason) throw whyMissing;\n',
    ],
    [
      'settlement: money that never was stays in the books',
      'activities/settlement/explain.ts',
      '  if (explanation === NEVER_WAS) await leaveSuspense(tx, line, bookedBy(tx, fromDateColumn(line.bookedOn)));\n',
    ],
    [
      'settlement: a line that never was stands in the way of the true one',
      'activities/settlement/answers.ts',
      'amountCents: sideOf(amountCents), ...stillStands',
      'amountCents: sideOf(amountCents)',
    ],
  ]),
  ...provenBy('test/api/application-reach.test.ts', [
    [
      'providers: whoever decides reads a whole account',
      'api/provider-application-view.ts',
      'mayReadIban(principal) ? row.iban : null',
      'row.iban',
    ],
  ]),
  ...provenBy('test/rules/money.test.ts', [
    [
      'rules: nearly all is said to be all',
      'domain/share.ts',
      'Math.min(9_999, Math.max(1, portionHalfUp(10_000, share)))',
      'portionHalfUp(10_000, share)',
    ],
  ]),
  ...provenBy('test/rules/explain.test.ts', [
    [
      'rules: a share is cut where others round it',
      'rules/conclusion.ts',
      'percentHundredths(share) / 100',
      'Math.floor((share.numerator * 10_000) / share.denominator) / 100',
    ],
  ]),
];
