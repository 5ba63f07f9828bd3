import { fromDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import { notFound, Refusal } from '../../domain/refusal.ts';
import { toPlainDate } from '../../domain/time.ts';
import { writtenTransfer } from '../../ledger/balances.ts';
import { post } from '../../ledger/post.ts';
import { reversal } from '../../ledger/postings.ts';
import { transferId } from '../../ledger/transfer-id.ts';
import type { Tx } from '../../prisma/database.ts';
import type { BankLine } from '../../prisma/generated/client.ts';
import { holdRow } from '../../prisma/lock-row.ts';
import { recordAudit } from '../audit.ts';
import { recordedOn } from '../bank-reference.ts';
import { officeDid } from '../office-tasks.ts';
import type { ActivityServices } from '../services.ts';
import { bookedBy, suspenseId } from './answers.ts';
import { bringBack } from './bring-back.ts';
import { NEVER_WAS, sealReason } from './never-was.ts';
import { mailNotArrived } from './not-arrived.ts';
import { toExplain } from './tasks.ts';

/** What a line in suspense can be: of a list, for a free text would name people; why, in words, only where no word of it says enough. */
export const bankLineExplanations = [
  'contribution',
  'prefund',
  'awardPayment',
  'returnedPayment',
  'bankCharge',
  NEVER_WAS,
  'other',
] as const;
export type BankLineExplanation = (typeof bankLineExplanations)[number];

/**
 * What is recorded where it belongs leaves suspense, on the day for which it was recorded there: no day's balance then
 * has it twice, or not at all. Everything else stays there, where the books show it.
 */
const recordedElsewhere: readonly BankLineExplanation[] = ['contribution', 'prefund', 'awardPayment'];
const saidWhy: readonly BankLineExplanation[] = [NEVER_WAS, 'other'];

/** What somebody found out about a line. */
export interface Explained {
  readonly explanation: BankLineExplanation;
  /** Of a payment that came back: which one. */
  readonly endToEndId?: string | undefined;
  /** Of what no word of the list says. */
  readonly reason?: string | undefined;
}

/** Somebody found out what a line is. A payment that came back is owed again; batches and lists take turns with that. */
export async function explainBankLine(
  tx: Tx,
  { vault }: Pick<ActivityServices, 'vault'>,
  id: string,
  { explanation, endToEndId, reason }: Explained,
): Promise<BankLine> {
  if (saidWhy.includes(explanation) && !reason) throw whyMissing;
  if (explanation === 'returnedPayment' || explanation === NEVER_WAS)
    await holdRow(tx, 'alliance', tx.allianceId);
  const [line] = await tx.db.bankLine.updateManyAndReturn({
    where: { id, outcome: 'unknown', explainedAt: null },
    data: {
      explanation,
      explainedBy: tx.actor.id,
      explainedAt: tx.now,
      reasonSealed: reason ? await sealReason(tx, vault, reason) : null,
    },
  });
  if (!line) throw (await tx.db.bankLine.count({ where: { id } })) > 0 ? nothingToExplain : lineNotFound();
  if (explanation === 'returnedPayment') {
    const back = await bringBack(tx, line, endToEndId);
    await mailNotArrived(tx, vault, back, 'providerPaymentReturned');
  }
  if (recordedElsewhere.includes(explanation))
    await leaveSuspense(tx, line, (await recordedOn(tx, line.bankRef)) ?? toPlainDate(tx.now));
  if (explanation === NEVER_WAS) await leaveSuspense(tx, line, bookedBy(tx, fromDateColumn(line.bookedOn)));
  await officeDid(tx, toExplain(id), tx.actor.id);
  await recordAudit(tx, vault, { action: 'bankLine.explained', subjectKind: 'bankLine', subjectId: id });
  return line;
}

/** Its movement is turned round; of a payment that was refused none was written. */
async function leaveSuspense(tx: Tx, { id, bankRef }: BankLine, effectiveOn: PlainDate): Promise<void> {
  const original = await writtenTransfer(tx, suspenseId(id));
  if (!original) return;
  const explained = transferId(`bank-line/${id}`, 'explained');
  await post(tx, reversal({ id: explained, businessRef: bankRef, effectiveOn, original }));
}

function lineNotFound(): Refusal {
  return notFound({ it: 'Movimento bancario', en: 'Bank line' });
}

const whyMissing = new Refusal('invalidRequest', {
  detail: {
    it: 'Dire perché: nessuna voce dell’elenco lo dice.',
    en: 'Say why: no word of the list tells it.',
  },
  errors: [{ pointer: '/body/reason', message: { it: 'scriva perché', en: 'write why' } }],
});
const nothingToExplain = new Refusal('stepNotPossible', {
  detail: {
    it: 'Questo movimento è già chiaro: risponde a un pagamento, o qualcuno ha già registrato che cos’è.',
    en: 'This line is clear: it answers a payment, or somebody recorded what it is.',
  },
  possible: [],
});
