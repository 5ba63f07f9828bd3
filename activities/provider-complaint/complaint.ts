import { possibleComplaintSteps, type ComplaintStep } from '../../domain/provider-complaint.ts';
import { fromDateColumn } from '../../domain/plain-date.ts';
import { notFound, Refusal } from '../../domain/refusal.ts';
import { stepsPossible } from '../../domain/step-words.ts';
import type { Tx } from '../../prisma/database.ts';
import type { ComplaintRound, ProviderComplaint } from '../../prisma/generated/client.ts';
import { lockRow } from '../../prisma/lock-row.ts';
import type { Subject } from '../../vault/vault.ts';
import type { Done } from '../submission.ts';

export const complaintWord = { it: 'Reclamo', en: 'Complaint' };

/** Locks a complaint for the step, or refuses it: unknown, or not possible in its state. */
export async function lockComplaintForStep(
  tx: Tx,
  id: string,
  step: ComplaintStep,
): Promise<ProviderComplaint> {
  const complaint = await lockComplaint(tx, id);
  const possible = possibleComplaintSteps(complaint.state, complaint.round);
  if (!possible.includes(step)) throw notPossible(possible);
  return complaint;
}

export async function lockComplaint(tx: Tx, id: string): Promise<ProviderComplaint> {
  const complaint = await lockRow(tx, 'provider_complaint', id);
  if (!complaint) throw notFound(complaintWord);
  return complaint;
}

/** What is being said and answered now. */
export function currentRound(tx: Tx, { id, round }: ProviderComplaint): Promise<ComplaintRound> {
  return tx.db.complaintRound.findUniqueOrThrow({
    where: { complaintId_number: { complaintId: id, number: round } },
  });
}

export function complaintAnswer({ id, state, round, dueOn }: ProviderComplaint): Done {
  return { status: 200, body: { complaintId: id, state, round, dueOn: fromDateColumn(dueOn) } };
}

/** As deadlines and tasks name it. */
export function complaintSubject({ id }: Pick<ProviderComplaint, 'id'>) {
  return { subjectKind: 'providerComplaint' as const, subjectId: id };
}

/** Whose key seals what was said and answered. */
export function complaintKey({ id }: Pick<ProviderComplaint, 'id'>): Subject {
  return { kind: 'providerComplaint', id };
}

function notPossible(possible: readonly ComplaintStep[]): Refusal {
  return new Refusal('stepNotPossible', {
    detail:
      possible.length === 0
        ? {
            it: 'Questo reclamo è chiuso: si può solo leggere.',
            en: 'This complaint is closed: it can only be read.',
          }
        : stepsPossible(possible),
    possible,
  });
}
