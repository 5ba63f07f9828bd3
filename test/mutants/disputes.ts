import type { AnyMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

const disputes = 'test/voucher-disputes.test.ts';
const access = 'api/dispute-access.ts';
const decide = 'activities/voucher-dispute/decide.ts';
const dispute = 'activities/voucher-dispute/dispute.ts';
const parties = 'activities/voucher/parties.ts';
const open = 'activities/voucher-dispute/open.ts';
const steps = 'activities/voucher-dispute/steps.ts';
const owed = 'activities/settlement/owed.ts';

const without = (trigger: string, table: string): AnyMutant => ({
  name: `disputes: without ${trigger}`,
  sql: `DROP TRIGGER ${trigger} ON ${table}`,
  provenBy: disputes,
});

/** What freezes what is disputed, until somebody without a part in it decides. */
export const disputeMutants: readonly AnyMutant[] = [
  without('voucher_dispute_guard', 'voucher_dispute'),
  without('settlement_line_disputed', 'settlement_line'),
  without('settlement_item_disputed', 'settlement_item'),
  without('redemption_disputed', 'redemption'),
  {
    name: 'disputes: what was paid in part is frozen, and nobody can decide',
    sql: `CREATE OR REPLACE FUNCTION is_frozen(p_redemption_id UUID) RETURNS boolean LANGUAGE sql STABLE
            SET search_path = public, pg_temp AS $$ SELECT is_disputed(p_redemption_id) $$`,
    provenBy: 'test/voucher-dispute-parts.test.ts',
  },
  ...provenBy(disputes, [
    [
      'disputes: what is disputed is paid',
      owed,
      'rows.filter(({ isFrozen }) => !isFrozen).flatMap(unplanned)',
      'rows.flatMap(unplanned)',
    ],
    [
      'disputes: a batch does not wait for one that is being opened',
      'activities/settlement/draw-up.ts',
      '  await lockUnpaid(tx, order.cutOffAt);\n',
    ],
    [
      'disputes: a batch leaves with what was disputed since',
      'activities/settlement/export.ts',
      '  if (net.some(({ isFrozen }) => isFrozen)) throw disputed;\n',
    ],
    [
      'disputes: a till gives back beside the decision',
      'activities/till/refund.ts',
      '  await notDisputedOrThrow(tx, redemptionId);\n',
    ],
    [
      'disputes: opened whenever somebody likes',
      open,
      '  if (!(await terms.isInTime(redemption.capturedAt))) throw tooLate;\n',
    ],
    [
      'disputes: of another voucher',
      open,
      '  if (redemption?.voucherId !== voucher.id) throw ofAnother;\n',
      '  if (!redemption) throw ofAnother;\n',
    ],
    [
      'disputes: a part of one service',
      open,
      "  if (vatKind === 'singlePurpose' && disputedCents !== leftCents) throw wholeOnly;\n",
    ],
    ['disputes: twice at once', open, '  await notDisputedBeforeOrThrow(tx, redemption.id);\n'],
    [
      'disputes: decided by a party',
      decide,
      '  if ((await excludedFrom(tx, dispute)).includes(tx.actor.id)) throw byAParty;\n',
    ],
    ['disputes: decided by whoever holds the voucher', parties, '{ personId: { in: people } }, '],
    [
      'disputes: decided by whoever acts for the holder',
      parties,
      '  people.push(...acting.map(({ representativeId }) => representativeId));\n',
    ],
    [
      'disputes: withdrawn at the desk by whoever works for the provider',
      steps,
      "  if (by === 'caseworker') await notOfProviderOrThrow(tx, providerId);\n",
    ],
    [
      'disputes: the desk opens a decision and does not say why',
      'api/voucher-disputes.ts',
      'reason: reasonOrThrow(query.reason),\n      });\n    const document',
      "reason: query.reason ?? 'desk',\n      });\n    const document",
    ],
    ['disputes: decided by whoever works for the provider', parties, ', { organisationId: providerId }'],
    ['disputes: decided by whoever opened it', dispute, 'dispute.openedBy, '],
    ['disputes: decided by whoever handed in evidence', dispute, '...clerks, '],
    [
      'disputes: whoever handed in evidence keeps the task',
      'api/dispute-evidence.ts',
      "    await excludeFromTasks(tx, subject, ['decideVoucherDispute'], tx.actor.id);\n",
    ],
    ['disputes: evidence without end', 'api/dispute-evidence.ts', '>= MOST_EVIDENCE', '>= Infinity'],
    [
      'disputes: more is granted than is disputed',
      decide,
      '  if (grantedCents > amountCents) throw moreThanDisputed;\n',
    ],
    [
      'disputes: a term that nobody stops',
      decide,
      "  await cancelDeadlines(tx, { ...subject, kinds: ['disputeUnanswered'] });\n",
    ],
    [
      'disputes: a party is erased in the middle',
      'activities/erasure.ts',
      '  await refuseWhileDisputed(tx, personId);\n',
    ],
    ['disputes: the office is not asked after the answer', steps, '  await askToDecide(tx, answered);\n'],
    [
      'disputes: every provider reads every dispute',
      access,
      '      ...(duty && duty.placeId === null ? [{ providerId: duty.organisationId }] : []),\n',
      '      ...(duty && duty.placeId === null ? [{ id: { not: duty.organisationId } }] : []),\n',
    ],
  ]),
  ...provenBy('test/voucher-dispute-parts.test.ts', [
    [
      'disputes: of what was paid in part some is given back',
      'activities/settlement/being-paid.ts',
      '  if (items.length > 0) throw paidInPart;\n',
    ],
    [
      'disputes: what comes back to a voucher that lapsed stays there',
      decide,
      "  if (voucher.state === 'expired' || voucher.state === 'voided') await passOn(tx, voucher, refund);\n",
    ],
    [
      'disputes: what goes to the Fund is never collected',
      'activities/voucher-dispute/pass-on.ts',
      "if (ending!.to === 'fund')",
      'if (Date.now() < 0)',
    ],
  ]),
  ...provenBy('test/api/unit-disputes.test.ts', [
    [
      'unit disputes: why is told to nobody who decides',
      'activities/fund/dispute.ts',
      'disputeSealed: await sealUnitWords(tx, services.vault, award, said),',
      '',
    ],
    [
      'unit disputes: the Fund’s office reads why',
      'api/unit-disputes.ts',
      "  return !hasRole(principal, 'fundOfficer', 'auditor');",
      '  return true;',
    ],
    [
      'unit disputes: one place of the provider reads them all',
      'api/unit-disputes.ts',
      'return dutyOf(principal)?.placeId === null;',
      'return true;',
    ],
    [
      'unit disputes: who read why is on no record',
      'api/awards.ts',
      '    await recordWordsRead(tx, principal, vault, { award, shown });\n',
    ],
  ]),
];
