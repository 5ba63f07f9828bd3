import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';

/**
 * While the bank has a redemption's payment nobody knows on which side of it a refund would stand: it waits for the
 * answer. The redemption is locked, as by an export: none leaves between this and the refund. The database keeps this
 * as well.
 */
export async function notBeingPaidOrThrow(tx: Tx, redemptionId: string): Promise<void> {
  const [redemption] = await tx.db.$queryRaw<{ isCollected: boolean }[]>`
    SELECT collected_at IS NOT NULL AS "isCollected" FROM redemption
     WHERE id = ${redemptionId}::uuid FOR NO KEY UPDATE`;
  if (!redemption || redemption.isCollected) return;
  const lines = await tx.db.settlementLine.findMany({ where: { redemptionId, releasedAt: null } });
  const items = await tx.db.settlementItem.findMany({
    where: { id: { in: lines.map(({ itemId }) => itemId) }, state: { in: ['sent', 'confirmed'] } },
    select: { state: true },
  });
  if (items.some(({ state }) => state === 'sent')) throw beingPaid;
  if (items.length > 0) throw paidInPart;
}

const beingPaid = new Refusal('stepNotPossible', {
  detail: {
    it: 'Il pagamento di questa riscossione è in banca: il rimborso si può fare quando la banca ha risposto.',
    en: 'The payment of this redemption is with the bank: it can be refunded once the bank has answered.',
  },
  possible: [],
});
const paidInPart = new Refusal('stepNotPossible', {
  detail: {
    it: 'Una parte di questa riscossione è pagata e il resto no: prepari la prossima distinta, che lo paga. Si può rimborsare quando la banca l’ha confermata.',
    en: 'A part of this redemption is paid and the rest is not: draw up the next batch, which pays it. It can be refunded once the bank has confirmed that.',
  },
  possible: ['drawUpBatch'],
});
