import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Assessment } from '../../prisma/generated/client.ts';
import type { Deadline } from '../deadlines.ts';
import type { ReleasedNeeds } from '../fund/release.ts';
import type { AskedNeed, Letter, LetterHead } from '../letters/letter.ts';
import type { ActivityServices } from '../services.ts';
import { dossierSubject } from './dossier.ts';
import { asked, labelOf } from './letter-content.ts';
import { describedNeeds } from './needs.ts';
import { openReasons } from './reasons.ts';

/** What a person gave back of an award, in their words; the deadline names their decision. */
export async function releaseLetter(
  tx: Tx,
  services: ActivityServices,
  assessment: Assessment,
  head: LetterHead,
  { targetId }: Deadline,
): Promise<Letter> {
  const { amountCents } = await awardOf(tx, assessment);
  const decision = await tx.db.decision.findUniqueOrThrow({ where: { id: targetId! } });
  const released = await services.vault.open<ReleasedNeeds>(
    tx,
    dossierSubject(assessment.id),
    'outcome',
    decision.outcomeSealed!,
  );
  const { reason } = await openReasons(tx, services.vault, decision);
  return {
    kind: 'release',
    ...head,
    amountCents,
    releasedCents: released.releasedCents,
    needs: await undelivered(tx, services, assessment, released),
    deciderName: await labelOf(tx, decision.madeBy),
    reason,
  };
}

/** The deadline names the moment at which the award left the waiting list. */
export async function waitingEndedLetter(
  tx: Tx,
  _services: ActivityServices,
  assessment: Assessment,
  head: LetterHead,
  { targetId }: Deadline,
): Promise<Letter> {
  const { amountCents } = await awardOf(tx, assessment);
  const ended = await tx.db.deadline.findUniqueOrThrow({ where: { id: targetId! } });
  return { kind: 'waitingEnded', ...head, amountCents, waitedUntil: toPlainDate(ended.dueAt) };
}

function awardOf(tx: Tx, assessment: Pick<Assessment, 'id'>) {
  return tx.db.award.findUniqueOrThrow({ where: { assessmentId: assessment.id } });
}

async function undelivered(
  tx: Tx,
  { vault }: ActivityServices,
  assessment: Pick<Assessment, 'id'>,
  { unitsOfNeeds }: ReleasedNeeds,
): Promise<AskedNeed[]> {
  const needs = await describedNeeds(tx, vault, assessment.id);
  return needs.flatMap((need) => {
    const units = unitsOfNeeds[need.id] ?? 0;
    return units === 0 ? [] : [{ ...asked(need), units }];
  });
}
