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
  ...provenBy('test/settlement-batch.test.ts', [
    [
      'settlement: whoever drew it up approves',
      approve,
      'if ([batch.drawnBy, batch.approvedBy].includes(approver)) throw byAnother;',
    ],
    ['settlement: one approves a large batch', approve, 'isSecond || batch.approvalsWanted === 1', 'true'],
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
      'if (withBank > 0) throw beingPaid;',
    ],
    ['settlement: collected in part', collect, 'confirmedCents >= providerCents', 'confirmedCents > 0'],
    [
      'settlement: a paid debt is paid again',
      debt,
      'debt.debtCents - (await paidOf(tx, debt.id))',
      'debt.debtCents',
    ],
    ['settlement: a lapsed DURC pays', debt, "? 'lapsed' : 'inOrder'", "? 'inOrder' : 'inOrder'"],
    [
      'settlement: INPS keeps what came back',
      'activities/settlement/money.ts',
      "if (item.payee !== 'inps') return;",
      'return;',
    ],
    ['settlement: reminded of nothing', 'activities/settlement/remind.ts', 'if (waiting) await', 'await'],
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
      ", state: { in: ['sent', 'confirmed', 'rejected'] } }",
      ' }',
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
