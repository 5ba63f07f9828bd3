import { notFound, Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import type { SettlementBatch, SettlementBatchState } from '../../prisma/generated/client.ts';
import { lockRow } from '../../prisma/lock-row.ts';

/** The batch, locked, in the state that the step wants. */
export async function lockBatchForStep(
  tx: Tx,
  id: string,
  states: readonly SettlementBatchState[],
): Promise<SettlementBatch> {
  const batch = await lockRow(tx, 'settlement_batch', id);
  if (!batch) throw batchNotFound();
  if (!states.includes(batch.state)) throw notInThisState(batch);
  return batch;
}

export function batchNotFound(): Refusal {
  return notFound({ it: 'Distinta', en: 'Batch' });
}

/** What can be done with a batch in each state, as operation names. */
const possible: Readonly<Record<SettlementBatchState, readonly string[]>> = {
  draft: ['approveBatch', 'discardBatch'],
  approved: ['exportBatch', 'discardBatch'],
  exported: ['readPaymentFile', 'importBankLines'],
  closed: ['readPaymentFile'],
  discarded: ['drawUpBatch'],
};

const words: Readonly<Record<SettlementBatchState, { it: string; en: string }>> = {
  draft: { it: 'in bozza: aspetta l’approvazione', en: 'a draft: it waits for approval' },
  approved: { it: 'approvata: si può esportare', en: 'approved: it can be exported' },
  exported: { it: 'esportata: aspetta la banca', en: 'exported: it waits for the bank' },
  closed: { it: 'chiusa: la banca ha risposto su tutto', en: 'closed: the bank answered everything' },
  discarded: { it: 'scartata: se ne prepara un’altra', en: 'discarded: another one is drawn up' },
};

function notInThisState({ state }: SettlementBatch): Refusal {
  return new Refusal('stepNotPossible', {
    detail: { it: `La distinta è ${words[state].it}.`, en: `The batch is ${words[state].en}.` },
    possible: possible[state],
  });
}
