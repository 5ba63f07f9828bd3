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
import { suspenseId } from './answers.ts';
import { bringBack } from './bring-back.ts';
import { mailNotArrived } from './not-arrived.ts';
import { toExplain } from './tasks.ts';

/** What a line in suspense can be: of a list, for a free text would name people. */
export const bankLineExplanations = [
  'contribution',
  'prefund',
  'awardPayment',
  'returnedPayment',
  'bankCharge',
  'other',
] as const;
export type BankLineExplanation = (typeof bankLineExplanations)[number];

/**
 * What is recorded where it belongs leaves suspense, on the day for which it was recorded there: no day's balance then
 * has it twice, or not at all. Everything else stays there, where the books show it.
 */
const recordedElsewhere: readonly BankLineExplanation[] = ['contribution', 'prefund', 'awardPayment'];

/** What somebody found out about a line. */
export interface Explained {
  readonly explanation: BankLineExplanation;
  /** Of a payment that came back: which one. */
  readonly endToEndId?: string | undefined;
}

/** Somebody found out what a line is. A payment that came back is owed again; batches take turns with that. */
export async function explainBankLine(
  tx: Tx,
  { vault }: Pick<ActivityServices, 'vault'>,
  id: string,
  { explanation, endToEndId }: Explained,
): Promise<BankLine> {
  if (explanation === 'returnedPayment') await holdRow(tx, 'alliance', tx.allianceId);
  const [line] = await tx.db.bankLine.updateManyAndReturn({
    where: { id, outcome: 'unknown', explainedAt: null },
    data: { explanation, explainedBy: tx.actor.id, explainedAt: tx.now },
  });
  if (!line) throw (await tx.db.bankLine.count({ where: { id } })) > 0 ? nothingToExplain : lineNotFound();
  if (explanation === 'returnedPayment') {
    const back = await bringBack(tx, line, endToEndId);
    await mailNotArrived(tx, vault, back, 'providerPaymentReturned');
  }
  const isElsewhere = recordedElsewhere.includes(explanation);
  const original = isElsewhere ? await writtenTransfer(tx, suspenseId(id)) : undefined;
  if (original)
    await post(
      tx,
      reversal({
        id: transferId(`bank-line/${id}`, 'explained'),
        businessRef: line.bankRef,
        effectiveOn: (await recordedOn(tx, line.bankRef)) ?? toPlainDate(tx.now),
        original,
      }),
    );
  await officeDid(tx, toExplain(id), tx.actor.id);
  await recordAudit(tx, vault, { action: 'bankLine.explained', subjectKind: 'bankLine', subjectId: id });
  return line;
}

function lineNotFound(): Refusal {
  return notFound({ it: 'Movimento bancario', en: 'Bank line' });
}

const nothingToExplain = new Refusal('stepNotPossible', {
  detail: {
    it: 'Questo movimento è già chiaro: risponde a un pagamento, o qualcuno ha già registrato che cos’è.',
    en: 'This line is clear: it answers a payment, or somebody recorded what it is.',
  },
  possible: [],
});
