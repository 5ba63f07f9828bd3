import type { Tx } from '../../prisma/database.ts';
import type { Award } from '../../prisma/generated/client.ts';
import { bringForward, setDeadline } from '../deadlines.ts';
import { mailAddressee, type PersonTemplate } from '../notices.ts';
import type { ActivityServices } from '../services.ts';
import { wakeProcessOf } from '../wakeup.ts';

/** Letters about an award are letters of its case: the assessment's process writes them, also when it was over. */

/** Asks for a letter at once; the grant's own, if it is still to come, goes out before it. */
export async function askForLetter(
  tx: Tx,
  award: Pick<Award, 'assessmentId'>,
  letter: { readonly kind: 'writeReleaseLetter' | 'writeWaitingEndedLetter'; readonly targetId: string },
): Promise<void> {
  await writeGrantLetters(tx, [award]);
  const subject = { subjectKind: 'assessment', subjectId: award.assessmentId } as const;
  await setDeadline(tx, { ...subject, ...letter, dueAt: tx.now });
  await wakeProcessOf(tx, subject);
}

/** The letters of these grants need not wait any longer: where their money stands is known. */
export function writeGrantLetters(tx: Tx, awards: readonly Pick<Award, 'assessmentId'>[]): Promise<void> {
  const subjectIds = awards.map(({ assessmentId }) => assessmentId);
  return bringForward(tx, { subjectKind: 'assessment', subjectIds, kind: 'writeDecisionLetter' });
}

/** Whoever has the grant's letter already is told that what it says of the money is not so any more. */
export async function mailIfGrantIsTold(
  tx: Tx,
  services: ActivityServices,
  award: Award,
  template: PersonTemplate,
  dueOn?: string,
): Promise<void> {
  const assessment = await tx.db.assessment.findUniqueOrThrow({ where: { id: award.assessmentId } });
  const told = await tx.db.letter.count({ where: { assessmentId: assessment.id, kind: 'grant' } });
  if (told === 0) return;
  const occasion = award.revision;
  await mailAddressee(tx, services, assessment, template, { occasion, ...(dueOn ? { dueOn } : {}) });
}
