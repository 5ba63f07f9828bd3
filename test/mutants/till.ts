import type { AnyMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

const till = 'test/till.test.ts';
const refunds = 'test/till-refund.test.ts';
const races = 'test/holds/till-races.test.ts';
const hold = 'activities/till/hold.ts';
const capture = 'activities/till/capture.ts';
const find = 'activities/till/find-voucher.ts';
const user = 'activities/till/till-user.ts';
const refund = 'activities/till/give-back.ts';

const withoutTrigger = (trigger: string): AnyMutant => ({
  name: `vouchers: without ${trigger}`,
  sql: `DROP TRIGGER ${trigger} ON voucher`,
  provenBy: till,
});

/** What keeps a till from taking what it may not: whose, how much, until when, by whom, and once. */
export const tillMutants: readonly AnyMutant[] = [
  withoutTrigger('voucher_guard'),
  withoutTrigger('voucher_never_emptied'),
  ...provenBy('test/till-opening.test.ts', [
    [
      'till: opened by any PIN',
      'api/till.ts',
      'atTill(tx, vault, principal, body, ({ id: tillUserId }) => Promise.resolve({ tillUserId })),',
      'Promise.resolve({ tillUserId: body.tillUserId, ...(vault && tx && principal && {}) }),',
    ],
  ]),
  ...provenBy('test/voucher-issue.test.ts', [
    [
      'vouchers: one that says another sum than the books',
      'ledger/verify.ts',
      '    ...(await contradictedVouchers(tx)),\n',
    ],
  ]),
  ...provenBy('test/till-restored.test.ts', [
    [
      'till: what is refunded once the rest lapsed is on no voucher',
      'activities/till/refund.ts',
      'isLapsed ? await restoreSpent(tx, services.vault, spent, refund) : spent',
      'isLapsed ? (void restoreSpent, spent) : spent',
    ],
    [
      'till: what is restored counts towards the year’s limit again',
      'activities/voucher/fringe-records.ts',
      ', restoredFrom: null',
    ],
    [
      'ledger: an ended voucher of which a part is nowhere',
      'ledger/verify.ts',
      '     WHERE nominal_cents <> told\n',
      '     WHERE false\n',
    ],
  ]),
  ...provenBy(refunds, [
    [
      'till: an account of one place is told who stands at every till',
      'api/till-users.ts',
      'responsible ? {} : ofDevice',
      'true ? {} : ofDevice',
    ],
    [
      'till: a refund that nobody looks at when its new day is over',
      refund,
      '  await wakeIfSooner(tx, [voucherId], voucher);\n',
    ],
    [
      'till: a refund that moves the last day repeats no reminder',
      'activities/voucher-expiry/until-when.ts',
      'before.expiresAt.getTime() === expiresAt.getTime()',
      'Date.now() > 0',
    ],
    [
      'till: a refund within the last day repeats reminders',
      refund,
      'await lastInstantOf(tx, spent, by), spent)',
      'await lastInstantOf(tx, spent, by))',
    ],
    [
      'till: a late release leaves a voucher that lapsed',
      'activities/till/let-go.ts',
      '  if (voucher && voucher.expiresAt < tx.now) await wakeUp(tx, voucherExpiryId(tx.allianceId));\n',
    ],
  ]),
  ...provenBy('test/till-split.test.ts', [
    [
      'till: parts of a refund are rounded each by itself',
      'domain/till.ts',
      'upTo(taken.refundedCents + amountCents, share) - upTo(taken.refundedCents, share)',
      'upTo(amountCents, share)',
    ],
    [
      'till: a refund past the last day leaves it',
      'domain/till.ts',
      'expiresAt >= now ? expiresAt : ',
      'true ? expiresAt : ',
    ],
  ]),
  ...provenBy(till, [
    [
      'till: the Fund contributes to itself',
      capture,
      'paidByFund: spent.awardId !== null',
      'paidByFund: false',
    ],
    ['till: a voucher is held past its last instant', hold, ' AND expires_at >= ${servedAt}::timestamptz'],
    ['till: a part of one service is taken', hold, "  if (vatKind === 'singlePurpose') throw wholeOnly;\n"],
    ['till: more is held than is left', hold, '  if (wantedCents > leftCents) throw notAsMuch(leftCents);\n'],
    [
      'till: a provider stopped long ago takes vouchers',
      hold,
      '  await refuseStoppedProvider(tx, till.organisationId, voucher, toPlainDate(servedAt));\n',
    ],
    [
      'till: a stopped provider takes what was issued since',
      'activities/till/stopped.ts',
      '  if (issuedAt >= since) throw issuedAfter;\n',
      '  void [issuedAt, issuedAfter];\n',
    ],
    [
      'till: a hold that lapsed keeps its voucher',
      hold,
      "voucher.state === 'held' && (await lapseHold(tx, voucher.id))",
      'Date.now() < 0',
    ],
    [
      'till: a hold lapses before its time',
      'activities/till/let-go.ts',
      "where: { voucherId, state: 'held', heldUntil: { lt: tx.now } },",
      "where: { voucherId, state: 'held' },",
    ],
    [
      'till: a hold is taken after its quarter of an hour',
      capture,
      ' AND held_until >= ${tx.now}::timestamptz\n',
      '\n',
    ],
    ['till: any provider takes a hold', capture, ' AND provider_id = ${providerId}::uuid\n', '\n'],
    [
      'till: any provider lets go of a hold',
      capture,
      "where: { id: holdId, providerId, state: 'held' },",
      "where: { id: holdId, state: 'held' },",
    ],
    ['till: more is taken than was held', capture, ' AND cents <= held_cents\n', '\n'],
    [
      'till: a part is taken of one service',
      capture,
      "(vat_kind = 'multiPurpose' OR cents = nominal_cents)",
      'true',
    ],
    [
      'till: every voucher is good at every provider',
      find,
      '(voucher.providerId === null || voucher.providerId === providerId)',
      'true',
    ],
    [
      'till: wrong codes are not counted',
      find,
      '  for (const [limit, who] of limits) await countAttempt(tx, vault, limit, who);\n',
    ],
    ['till: wrong codes are counted by provider alone', find, '    [byAddress, from],\n'],
    [
      'till: a wrong person is taken for the right one',
      'api/till.ts',
      '      if (body.isForSomebodyElse) return refuseSomebodyElse(tx, vault, voucher.id);\n',
    ],
    ['till: a repeated answer tells who it was', 'api/till.ts', "  toldOnce: ['beneficiary'],\n"],
    [
      'till: any provider looks at a hold',
      'api/till.ts',
      'where: { id: holdId, providerId: organisationId, ',
      'where: { id: holdId, ',
    ],
  ]),
  ...provenBy(refunds, [
    ['till: a PIN is not looked at', user, '  if (!isRight) return countWrongTry(tx, user);\n'],
    [
      'till: a PIN may be guessed for ever',
      user,
      '  if (user.lockedUntil && user.lockedUntil > tx.now) throw locked;\n',
    ],
    [
      'till: a wrong PIN is forgotten with its refusal',
      user,
      'return countWrongTry(tx, user);',
      'throw await countWrongTry(tx, user);',
    ],
    [
      'till: a right PIN leaves the wrong ones counted',
      user,
      '  if (user.failedTries > 0) await tx.db.tillUser.update({ where: { id: user.id }, data: clean });\n',
    ],
    [
      'till: whoever was revoked stays at the till',
      user,
      '  if (user.revokedAt) throw revoked;\n  if (user.lockedUntil',
      '  if (user.lockedUntil',
    ],
    ['till: equal PINs have equal prints', user, '`till-pin/${id}/${pin}`', '`till-pin/${pin}`'],
    [
      'till: an account of one place reaches every till',
      user,
      'device.placeId === null || user?.placeId === device.placeId',
      'true',
    ],
    [
      'till: another provider’s till user is reached',
      user,
      'user?.organisationId === device.organisationId',
      'true',
    ],
    [
      'till: a PIN is told again',
      'api/till-users.ts',
      "  status: 201,\n  toldOnce: ['pin'],\n",
      '  status: 201,\n',
    ],
    [
      'till: an easy PIN is taken',
      'api/till-users.ts',
      '    const organisationId = await responsibleOrThrow(tx, principal, { lock: true });\n    refuseEasy(body.pin);\n',
      '    const organisationId = await responsibleOrThrow(tx, principal, { lock: true });\n',
    ],
    [
      'till: more is refunded than was taken',
      refund,
      '  if (amountCents === 0 || known.refundedCents + amountCents > known.amountCents) throw moreThanTaken;\n',
    ],
    [
      'till: a part of one service is refunded',
      refund,
      "  if (spent.vatKind === 'singlePurpose' && amountCents !== spent.nominalCents) throw wholeOnly;\n",
    ],
    [
      'till: a refund after collection takes what others pledged',
      refund,
      'isCollected: collectedAt !== null,',
      'isCollected: false,',
    ],
    ['till: a whole refund is told anew', refund, 'isWhole && !afterCollection ? await', 'false ? await'],
    [
      'till: a refund on its way to the bank is an accident',
      refund,
      "    if (error instanceof LedgerRefusal && error.code === 'insufficientFunds') throw onItsWay;\n",
    ],
  ]),
  ...provenBy(races, [
    [
      'till: a voucher is held without asking whether it still can be',
      hold,
      ' AND state = ${voucher.state}::voucher_state\n         AND spent_cents = ${voucher.spentCents}',
    ],
    [
      'till: a hold is let go whatever became of it',
      capture,
      "where: { id: holdId, providerId, state: 'held' },",
      'where: { id: holdId, providerId },',
    ],
  ]),
];
