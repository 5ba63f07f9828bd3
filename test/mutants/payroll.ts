import type { AnyMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

/** What keeps a month of payroll as it was, and counts what was taken back. */
export const payrollMutants: readonly AnyMutant[] = [
  ...provenBy('test/voucher-law-counting.test.ts', [
    [
      'limit: what a stopped provider could not give no longer counts',
      'domain/fringe-known.ts',
      ' || voided.providerStopped),',
      '),',
    ],
    [
      'limit: what was voided by mistake counts on',
      'activities/voucher/fringe-records.ts',
      "providerStopped: voidReason === 'providerStopped'",
      'providerStopped: true',
    ],
    [
      'limit: a stopped provider is not told from a mistake',
      'activities/voucher-expiry/end-vouchers.ts',
      "voidReason: 'providerStopped'",
      "voidReason: 'notNeeded'",
    ],
    [
      'limit: what comes back counts twice',
      'domain/fringe-known.ts',
      'isBack ? 0 : Math.min(cents, returnedCents)',
      '0',
    ],
    [
      'limit: what comes back buys anew without end',
      'domain/fringe-known.ts',
      'returnedCents += isBack ? cents : -againCents;',
      'returnedCents += isBack ? cents : 0;',
    ],
    [
      'limit: what comes back may not buy anew',
      'domain/fringe-known.ts',
      'Math.max(0, nominalCents - returnedCents)',
      'nominalCents',
    ],
    [
      'payroll: a voucher taken over was known when it was delivered',
      'activities/voucher/fringe-records.ts',
      'takenOverAt ?? issuedAt',
      'issuedAt',
    ],
    [
      'meals: vouchers of letter c are not taxed',
      'domain/fringe-known.ts',
      'return [...vouchers, ...entered]',
      'return [...entered]',
    ],
    [
      'meals: a voided voucher is taxed',
      'domain/fringe-known.ts',
      '.filter(({ knownAt, voided }) => knownAt <= at && (voided === null || voided.at > at))',
      '.filter(({ knownAt }) => knownAt <= at)',
    ],
    [
      'meals: today’s exempt amount',
      'domain/fringe-known.ts',
      'lawOn(deliveredOn).mealElectronicCents',
      "lawOn('2026-12-31').mealElectronicCents",
    ],
  ]),
  ...provenBy('test/voucher-law-payroll.test.ts', [
    [
      'payroll: a month forgets what was taken back later',
      'domain/fringe-known.ts',
      'knownAt <= at && (voided === null || voided.at > at || voided.providerStopped)',
      'knownAt <= at && (voided === null || voided.providerStopped)',
    ],
    [
      'payroll: a month knows a declaration made after it',
      'domain/family.ts',
      '      knownAt <= at &&\n      (replacedAt === null || replacedAt > at) &&',
      '      replacedAt === null &&',
    ],
    [
      'payroll: a month knows a tax code learned after it',
      'domain/family.ts',
      '      taxCodeSince <= at &&\n',
    ],
    [
      'payroll: a tax code is as new as its last change',
      'activities/identity.ts',
      'before.taxCodeSince ?? tx.now',
      'tx.now',
    ],
    [
      'payroll: a month knows an entry made after it',
      'domain/fringe-known.ts',
      'return knownAt <= at && (withdrawnAt',
      'return (withdrawnAt',
    ],
    [
      'payroll: a month ends in London',
      'activities/voucher/payroll-months.ts',
      'return endOfDay(addDays(addMonths(firstDayOf(monthOf(day)), 1), -1));',
      'return new Date(`${addDays(addMonths(firstDayOf(monthOf(day)), 1), -1)}T23:59:59.999Z`);',
    ],
    [
      'payroll: a month taxes again what was taxed',
      'activities/voucher/payroll-months.ts',
      'cents: is[item] - was[item]',
      'cents: is[item]',
    ],
    [
      'payroll: an adjustment is not told from its month',
      'activities/voucher/payroll.ts',
      "if (month.startsWith(`${year}-`)) return '';",
      "return '';",
    ],
    [
      'payroll: a year is adjusted for ever',
      'activities/voucher/payroll.ts',
      'if (month <= `${year + 1}-02`) return',
      'return',
    ],
    [
      'payroll: a year has the lines of another',
      'activities/voucher/payroll.ts',
      'found.filter(({ year }) => year === of.year)',
      'found',
    ],
    [
      'payroll: the rules of today tax the months before',
      'activities/voucher/payroll-months.ts',
      'await useRulesAt(tx, at < tx.now ? at : tx.now)',
      'await useRulesAt(tx, tx.now)',
    ],
  ]),
  {
    name: 'payroll: the last day of a declaration is written over',
    provenBy: 'test/voucher-law-payroll.test.ts',
    sql: 'GRANT UPDATE (valid_until) ON family_declaration TO reciproca_app',
  },
];
