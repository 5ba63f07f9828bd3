import { standingTimes } from '../../domain/provider-standing.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Admission, Award } from '../../prisma/generated/client.ts';
import { addresseeOf } from '../acting-for.ts';
import { queueMail } from '../mail.ts';
import type { ActivityServices } from '../services.ts';
import { openTask } from '../tasks.ts';
import { wakeProcessOf } from '../wakeup.ts';

/**
 * Nobody is left with an order that nobody delivers: the caseworker of each running one is asked to hear the person and
 * to change the provider if they wish, and the person is told that they may. The order itself stays. Of one that is not
 * approved yet the person is told nothing: it cannot go on with this provider, and the caseworker sees to it first.
 *
 * @param occasion what they are told of, once
 */
export async function tellHoldersOf(
  tx: Tx,
  { vault }: Pick<ActivityServices, 'vault'>,
  { organisationId }: Admission,
  occasion: string,
): Promise<void> {
  const orders = await tx.db.providerOrder.findMany({
    where: { providerId: organisationId, closedAt: null },
    select: { awardId: true },
  });
  const awards = await tx.db.award.findMany({
    where: { id: { in: orders.map(({ awardId }) => awardId) }, state: { in: ['held', 'delivering'] } },
    orderBy: { id: 'asc' },
  });
  for (const award of awards) {
    const assessment = await tx.db.assessment.findUniqueOrThrow({ where: { id: award.assessmentId } });
    await askToConsiderSwap(tx, award);
    if (award.state === 'delivering' && !award.lettersStopped)
      await queueMail(tx, vault, {
        template: 'providerStopped',
        recipientId: await addresseeOf(tx, assessment),
        params: { protocolNumber: assessment.protocolNumber },
        dedupeKey: `providerStopped/${award.id}/${occasion}`,
        about: { kind: 'award', id: award.id },
      });
  }
}

/** The caseworker of a running award is asked, once at a time, to hear the person and to change the provider. */
export async function askToConsiderSwap(tx: Tx, { id, assessmentId }: Award): Promise<void> {
  const subject = { subjectKind: 'award', subjectId: id } as const;
  const task = { ...subject, kind: 'considerSwap' } as const;
  if ((await tx.db.task.count({ where: { ...task, state: { in: ['open', 'claimed'] } } })) === 0) {
    const { caseworkerId } = await tx.db.assessment.findUniqueOrThrow({ where: { id: assessmentId } });
    await openTask(tx, {
      ...task,
      candidateRole: 'caseworker',
      assigneeId: caseworkerId,
      dueInWorkingDays: standingTimes.holderWorkingDays,
      reminderWorkingDays: standingTimes.holderReminderWorkingDays,
    });
  }
  await wakeProcessOf(tx, subject);
}
