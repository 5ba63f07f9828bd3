import type { CodeMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

const set = 'activities/voucher-expiry/set-reminder-days.ts';

/** What is told with every no of a voucher, when its holder is reminded, and what of its contribution is reserve. */
export const voucherAnswerMutants: readonly CodeMutant[] = [
  ...provenBy('test/voucher-reminders.test.ts', [
    [
      'reminders: a day twice',
      'api/voucher-reminders.ts',
      '    if (new Set(body.daysBefore).size !== body.daysBefore.length) throw sameTwice;\n',
    ],
    [
      'reminders: in the order in which they were written',
      'api/voucher-reminders.ts',
      'const daysBefore = earliestFirst(body.daysBefore);',
      'const { daysBefore } = body;',
    ],
    ['reminders: more than a year before', 'api/voucher-reminders.ts', '.max(365)', ''],
    [
      'reminders: set by whoever keeps the Fund',
      'api/voucher-reminders.ts',
      "who: ['administrator'],",
      "who: ['administrator', 'fundOfficer'],",
    ],
    [
      'reminders: those sent are sent again',
      set,
      "                WHERE days <> ALL (coalesce(reminded_days, '{}'))",
    ],
    ['reminders: a morning that is past', set, '              WHERE morning > ${tx.now}'],
    [
      'reminders: the mornings of London',
      set,
      '::timestamp AT TIME ZONE ${timeZone} AS morning',
      "::timestamp AT TIME ZONE 'UTC' AS morning",
    ],
    ['reminders: nobody looks sooner', set, '  await wakeUp(tx, voucherExpiryId(allianceId));\n'],
  ]),
  ...provenBy('test/fund-origins.test.ts', [
    [
      'origins: told to the employer',
      'api/fund-origins.ts',
      "who: ['fundOfficer', 'auditor'],",
      "who: ['fundOfficer', 'auditor', 'employer'],",
    ],
    ['origins: everything on one page', 'api/fund-origins.ts', ', ...pageArguments(paging) })', ' })'],
    ['origins: of credit that went elsewhere', 'api/fund-origins.ts', ", carriedTo: 'fund' }", ' }'],
  ]),
  ...provenBy('test/reserve-share.test.ts', [
    [
      'reserve: the shipped share whatever is in force',
      'activities/voucher/fund-shares.ts',
      'inForce?.content ?? shippedVersionOrThrow(ruleSet)',
      'shippedVersionOrThrow(ruleSet)',
    ],
    [
      'reserve: money waits for a rule',
      'activities/voucher/fund-shares.ts',
      'inForce?.content ?? shippedVersionOrThrow(ruleSet)',
      'inForce!.content',
    ],
    ['reserve: more than the whole', 'rules/check-supply.ts', '    ...checkShares(version),\n'],
  ]),
  ...provenBy('test/voucher-reasons.test.ts', [
    [
      'reasons: a cumulative voucher is of c. 3 whatever was asked',
      'activities/voucher/use.ts',
      '[cumulativeLetter]',
      "['comma3']",
    ],
    [
      'reasons: another price than was seen',
      'activities/voucher/order.ts',
      'asked.unitPriceCents ?? listPriceCents',
      'listPriceCents',
    ],
    [
      'reasons: none for the wrong person',
      'activities/till/mismatch.ts',
      "  reasons: [reasonOf('HOLDER_MISMATCH')],\n",
    ],
    ['reasons: none for cash', 'activities/voucher/void.ts', "  reasons: [reasonOf('NOT_MONETISABLE')],\n"],
    [
      'reasons: none for a part held',
      'activities/till/hold.ts',
      "  reasons: [reasonOf('WHOLE_AMOUNT_ONLY')],\n",
    ],
    [
      'reasons: none for a part taken',
      'activities/till/capture.ts',
      "  reasons: [reasonOf('WHOLE_AMOUNT_ONLY')],\n",
    ],
    [
      'reasons: none for a part given back',
      'activities/till/give-back.ts',
      "  reasons: [reasonOf('WHOLE_AMOUNT_ONLY')],\n",
    ],
    [
      'reasons: none for a part disputed',
      'activities/voucher-dispute/open.ts',
      "  reasons: [reasonOf('WHOLE_AMOUNT_ONLY')],\n",
    ],
    [
      'reasons: none for a voucher that is not good',
      'activities/till/hold.ts',
      ', reasons: [reasonOf(reason)]',
    ],
    [
      'reasons: none for a provider that stopped',
      'activities/till/stopped.ts',
      "who can choose another provider.',\n  },\n  reasons: [reasonOf('PROVIDER_STOPPED')],\n",
      "who can choose another provider.',\n  },\n",
    ],
    [
      'reasons: none for a voucher issued after its provider stopped',
      'activities/till/stopped.ts',
      "the credit that comes back.',\n  },\n  reasons: [reasonOf('PROVIDER_STOPPED')],\n",
      "the credit that comes back.',\n  },\n",
    ],
    [
      'reasons: the split is not told with them',
      'activities/voucher/unlawful.ts',
      "reason.code === 'NO_TOPUP' && split",
      "reason.code === 'NO_TOPUP' && split && Date.now() < 0",
    ],
  ]),
];
