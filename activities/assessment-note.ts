import { randomUUIDv7 } from 'node:crypto';
import type { Tx } from '../prisma/database.ts';
import type { Assessment, AssessmentNote } from '../prisma/generated/client.ts';
import { recordAudit } from './audit.ts';
import type { ActivityServices } from './services.ts';

type Services = Pick<ActivityServices, 'vault'>;

/** Goes with everything else that was said in the case: erased with its beneficiary. */
const keyOf = (assessmentId: string) => ({ kind: 'assessment', id: assessmentId }) as const;
const sealedAs = (noteId: string) => `assessmentNote/${noteId}`;

/** Keeps what a caseworker noted about a case; no note is changed, and a correction is another one. */
export async function writeNote(
  tx: Tx,
  { vault }: Services,
  { id: assessmentId }: Pick<Assessment, 'id'>,
  text: string,
): Promise<AssessmentNote> {
  const id = randomUUIDv7();
  const note = await tx.db.assessmentNote.create({
    data: {
      id,
      allianceId: tx.allianceId,
      assessmentId,
      textSealed: await vault.seal(tx, keyOf(assessmentId), sealedAs(id), { text }),
      writtenBy: tx.actor.id,
      writtenAt: tx.now,
    },
  });
  await recordAudit(tx, vault, {
    action: 'note.written',
    subjectKind: 'assessment',
    subjectId: assessmentId,
  });
  return note;
}

/** What a note says; nothing any more once the case was erased (ErasedError). */
export async function openNote(
  tx: Tx,
  { vault }: Services,
  { id, assessmentId, textSealed }: AssessmentNote,
): Promise<string> {
  const { text } = await vault.open<{ text: string }>(tx, keyOf(assessmentId), sealedAs(id), textSealed);
  return text;
}
