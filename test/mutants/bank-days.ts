import type { AnyMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

const days = 'activities/settlement/reconcile-balances.ts';
const told = 'activities/settlement/bank-statement.ts';
const volume = 'activities/settlement/network-volume.ts';

/** What compares the bank's days with the books', and asks somebody when they differ. */
export const bankDayMutants: readonly AnyMutant[] = [
  ...provenBy('test/settlement-balance.test.ts', [
    [
      'bank days: a difference is nobody’s',
      days,
      'if (compared.some(({ differenceCents }) => differenceCents !== 0)) return false;',
    ],
    ['bank days: a day is missed', days, 'if (isWorkingDay(day) && !entered.has(day)) return false;'],
    [
      'bank days: whoever entered it did nothing',
      days,
      "if (tx.actor.kind === 'account') return officeDid(tx, task, tx.actor.id);",
    ],
    ['bank days: asked for ever', days, '  await officeNeedNot(tx, task);\n'],
    [
      'bank days: typed is better than told',
      'activities/settlement/bank-balance.ts',
      'coalesce(b.statement_cents, b.balance_cents)',
      'b.balance_cents',
    ],
    ['bank days: the balance of an old account', told, 'iban === current?.iban && ', ''],
    ['bank days: the balance of a day to come', told, ' && balance.balanceOn <= today', ''],
    ['bank days: warned too soon', volume, 'if (volumeCents < NEARLY_NOTIFIED_CENTS) return;'],
    ['bank days: warned again', volume, 'if (asked === 0) await', 'await'],
  ]),
  ...provenBy('test/camt053.test.ts', [
    [
      'bank days: what is available is taken for what is there',
      'activities/settlement/camt053.ts',
      "=== 'CLBD'",
      "!== 'OPBD'",
    ],
  ]),
];
