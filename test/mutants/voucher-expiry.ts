import type { AnyMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

const days = 'test/voucher-expiry-days.test.ts';
const story = 'test/voucher-expiry.test.ts';
const extensions = 'test/voucher-extensions.test.ts';
const rules = 'domain/voucher-expiry.ts';
const due = 'activities/voucher-expiry/due.ts';
const ending = 'activities/voucher-expiry/end-vouchers.ts';
const share = 'activities/voucher-expiry/employer-share.ts';
const award = 'activities/voucher-expiry/award-residual.ts';
const remind = 'activities/voucher-expiry/remind.ts';
const until = 'activities/voucher-expiry/until-when.ts';
const one = 'activities/voucher-expiry/extend.ts';
const many = 'activities/voucher-expiry/extend-many.ts';

/** What keeps a voucher from lapsing early, twice or to the wrong place, and its holder from being told twice or not. */
export const voucherExpiryMutants: readonly AnyMutant[] = [
  ...provenBy(days, [
    [
      'expiry: a reminder is sent again after an extension',
      rules,
      '.filter((days) => !remindedDays.includes(days))',
    ],
    ['expiry: a reminder of a day that is past', rules, '.filter((morning) => morning > now)'],
    ['expiry: a Fund voucher’s rest goes to a wallet', rules, "  if (awardId !== null) return 'award';\n"],
    ['expiry: the rule counts before the plan is over', rules, "  if (!walletIsOver) return 'wallet';\n"],
    [
      'expiry: without a next plan the rest is nowhere',
      rules,
      "nextPlanId === null ? 'wallet' : 'nextPlan'",
      "'nextPlan'",
    ],
    [
      'expiry: an expired voucher’s contribution goes back',
      rules,
      "(ending === 'voided' || to === 'employer')",
      'true',
    ],
  ]),
  ...provenBy('test/voucher-extension-of-one.test.ts', [
    [
      'extension: does not wait for who spends it',
      one,
      "await lockRow(tx, 'voucher', voucherId, 'NO KEY UPDATE')",
      'await tx.db.voucher.findUnique({ where: { id: voucherId } })',
    ],
  ]),
  ...provenBy(extensions, [
    [
      'expiry: lapses before its last instant',
      due,
      'AND expires_at < ${tx.now} AND ${behind',
      'AND ${behind',
    ],
    [
      'expiry: an ended voucher ends again',
      due,
      "state IN ('active', 'held') AND expires_at < ${tx.now} AND ${behind",
      'expires_at < ${tx.now} AND ${behind',
    ],
    [
      'expiry: a suspension voids what was issued after it',
      due,
      "AND state IN ('active', 'held') AND issued_at < ${since}\n           AND NOT",
      "AND state IN ('active', 'held')\n           AND NOT",
    ],
    [
      'expiry: an issue wakes nobody',
      until,
      '  if (lapsing.length === 0) await wakeUp(tx, voucherExpiryId(tx.allianceId));\n',
      '  void lapsing;\n',
    ],
    ['expiry: every issue wakes', until, '  if (earlier.length > 0) return;\n', '  void earlier;\n'],
    [
      'expiry: one that somebody holds says that nobody need be woken',
      until,
      'ORDER BY remind_at, id LIMIT 1 FOR SHARE SKIP LOCKED',
      'ORDER BY remind_at, id LIMIT 1',
    ],
    [
      'expiry: a suspension wakes nobody',
      'activities/suspensions.ts',
      '  await wakeForVouchersAt(tx, organisationId);\n',
    ],
    ['extension: of what lapsed', one, '  if (!isStillGood(tx, voucher)) throw over;\n', ''],
    ['extension: beyond the plan', one, '  if (until > latest) throw tooLate(latest);\n'],
    ['extension: to an earlier day', one, '  if (expiresAt <= voucher.expiresAt) throw notLater;\n'],
    [
      'extension: of more than were counted',
      many,
      '  if (later.length !== expected) throw countChanged(later.length);\n',
    ],
    [
      'extension: makes a day earlier',
      many,
      'const later = found.filter(({ until, expiresAt }) => until > expiresAt);',
      'const later = found;',
    ],
  ]),
  ...provenBy(extensions, [
    [
      'extension: what was sent of the old last day is not sent again',
      until,
      '[...before.remindedDays] : [];',
      '[...before.remindedDays] : [30, 7, 1];',
    ],
    [
      'extension: many keep what was sent of the old last day',
      many,
      "remind_at = one.remind_at, reminded_days = '{}'",
      'remind_at = one.remind_at',
    ],
  ]),
  ...provenBy('test/voucher-share-back.test.ts', [
    [
      'expiry: what was spent of a voided voucher is not contributed on',
      share,
      '      .filter(({ keptCents }) => keptCents > 0)\n',
      '      .filter(() => false)\n',
    ],
    [
      'expiry: a contribution that was collected is taken back',
      share,
      'Math.min(owedCents, countedOnCents) >= pledgedCents',
      'owedCents >= 0',
    ],
    ['expiry: what an invoice collected is taken off another’s', share, '!collected.has(voucherId) && '],
    [
      'expiry: nobody is asked for the contribution on what was spent',
      'activities/welfare-plan/invoice.ts',
      "['employer-share', 'employer-share-of-spent']",
      "['employer-share']",
    ],
  ]),
  ...provenBy(story, [
    [
      'expiry: a held voucher lapses',
      ending,
      'return locked.filter(({ id }) => !live.has(id));',
      'return locked;',
    ],
    [
      'expiry: a hold that is over stays pending',
      ending,
      '  for (const { id: holdId, voucherId } of lapsed)\n',
      '  for (const { id: holdId, voucherId } of [] as typeof lapsed)\n',
    ],
    [
      'expiry: nobody is told',
      ending,
      '  await tellHolders(tx, services, endings, way);\n',
      '  void tellHolders;\n',
    ],
    [
      'expiry: the employer keeps owing on what came back',
      ending,
      'const staying = await returnEmployerShares(tx, services, owing);',
      'const staying = new Set<string>(); void returnEmployerShares;',
    ],
    [
      'expiry: an award keeps what nobody spent',
      ending,
      "if (way === 'expired') await giveBackToFund(tx, endings);",
      "if (way === 'expired') void giveBackToFund;",
    ],
    [
      'expiry: the household gets no room back',
      award,
      'SET released_cents = released_cents + returned.cents,',
      'SET released_cents = released_cents,',
    ],
    [
      'expiry: the waiting list is not woken',
      award,
      '  await wakeUp(tx, fundAllocationId(tx.allianceId));\n',
      '  void [wakeUp, fundAllocationId];\n',
    ],
    [
      'expiry: the contribution is not reversed',
      share,
      '    returned.map(({ voucherId }) => ({\n',
      '    ([] as Share[]).map(({ voucherId }) => ({\n',
    ],
    [
      'expiry: a reminder is not remembered',
      remind,
      'const remindedDays = [...voucher.remindedDays, ...sent];',
      'const remindedDays = [...voucher.remindedDays];',
    ],
    [
      'expiry: a stopped provider’s month is no month',
      due,
      '  return lapsesAtStopped(toPlainDate(since));',
      '  return since;',
    ],
    [
      'expiry: the hourly look forgets it',
      'runtime/wakeups.ts',
      '  await wakeUp(tx, voucherExpiryId(tx.allianceId));\n',
    ],
  ]),
];
