import { notFound, Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Admission } from '../../prisma/generated/client.ts';
import { lockRow } from '../../prisma/lock-row.ts';
import type { Done } from '../submission.ts';
import { readStanding } from './standing.ts';

/** Locks the admission a step is about, or refuses it: unknown, or ended. */
export async function lockAdmissionForStep(tx: Tx, id: string): Promise<Admission> {
  const admission = await lockAdmission(tx, id);
  if (admission.endedOn) throw ended;
  return admission;
}

export async function lockAdmission(tx: Tx, id: string): Promise<Admission> {
  const admission = await lockRow(tx, 'admission', id);
  if (!admission) throw notFound({ it: 'Ammissione', en: 'Admission' });
  return admission;
}

/** As deadlines and tasks name it. */
export function admissionSubject({ id }: Pick<Admission, 'id'>) {
  return { subjectKind: 'admission' as const, subjectId: id };
}

export async function standingAnswer(tx: Tx, admission: Admission, status: 200 | 201 = 200): Promise<Done> {
  const { id: admissionId, organisationId } = admission;
  const { state } = await readStanding(tx, admission);
  return { status, body: { organisationId, admissionId, state } };
}

const ended = new Refusal('stepNotPossible', {
  detail: {
    it: 'Questo ente non è più un fornitore: per tornare a esserlo presenta una nuova richiesta di adesione.',
    en: 'This organisation is no longer a provider: to become one again it applies anew.',
  },
});
