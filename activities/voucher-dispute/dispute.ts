import {
  evidenceKinds,
  undecided,
  possibleDisputeSteps,
  type DisputeStep,
} from '../../domain/voucher-dispute.ts';
import { fromDateColumn } from '../../domain/plain-date.ts';
import { notFound, Refusal } from '../../domain/refusal.ts';
import { endOfDay } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { VoucherDispute } from '../../prisma/generated/client.ts';
import { lockRow } from '../../prisma/lock-row.ts';
import type { Subject } from '../../vault/vault.ts';
import { partiesOf } from '../voucher/parties.ts';

export const disputeWord = { it: 'Contestazione', en: 'Dispute' };

/** As deadlines, tasks and documents name it. */
export function disputeSubject({ id }: Pick<VoucherDispute, 'id'>) {
  return { subjectKind: 'voucherDispute' as const, subjectId: id };
}

/** What either side says is about the holder: it goes with the holder's key. */
export function disputeKey({ holderId }: Pick<VoucherDispute, 'holderId'>): Subject {
  return { kind: 'person', id: holderId };
}

/** The name under which a part of it is sealed. */
export function sealedAs({ id }: Pick<VoucherDispute, 'id'>, part: 'text' | 'answer' | 'reasons'): string {
  return `voucherDispute/${id}/${part}`;
}

/** Locks a dispute for the step, or refuses it: unknown, or not possible as it stands. */
export async function lockDisputeForStep(tx: Tx, id: string, step: DisputeStep): Promise<VoucherDispute> {
  const dispute = await lockRow(tx, 'voucher_dispute', id);
  if (!dispute) throw notFound(disputeWord);
  const possible = stepsOf(tx, dispute);
  if (possible.includes(step)) return dispute;
  throw new Refusal('stepNotPossible', {
    detail: undecided.some((state) => state === dispute.state) ? notYet : over,
    possible,
  });
}

export function stepsOf(
  tx: Tx,
  { state, answerDueOn }: Pick<VoucherDispute, 'state' | 'answerDueOn'>,
): readonly DisputeStep[] {
  return possibleDisputeSteps(state, endOfDay(fromDateColumn(answerDueOn)) < tx.now);
}

/** Who does not decide it: its parties, whoever opened it for them, and whoever handed in evidence for one of them. */
export async function excludedFrom(tx: Tx, dispute: VoucherDispute): Promise<readonly string[]> {
  const evidence = await tx.db.document.findMany({
    where: { ...disputeSubject(dispute), kind: { in: evidenceKinds } },
    select: { uploadedBy: true },
  });
  const clerks = evidence.map(({ uploadedBy }) => uploadedBy);
  return [...new Set([dispute.openedBy, ...clerks, ...(await partiesOf(tx, dispute))])];
}

const notYet = {
  it: 'Il fornitore ha risposto una volta, o può ancora rispondere: l’ufficio decide dopo la risposta, o a termine passato.',
  en: 'The provider has answered once, or still may: the office decides after the answer, or once the term is over.',
};
const over = {
  it: 'Questa contestazione è decisa o ritirata: si può solo leggere.',
  en: 'This dispute was decided or withdrawn: it can only be read.',
};
