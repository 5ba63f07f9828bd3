import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';

/**
 * While the bank has a redemption's payment nobody knows on which side of it a refund would stand: it waits for the
 * answer. The database keeps this as well.
 */
export async function notBeingPaidOrThrow(tx: Tx, redemptionId: string): Promise<void> {
  const { collectedAt } = await tx.db.redemption.findUniqueOrThrow({ where: { id: redemptionId } });
  if (collectedAt) return;
  const lines = await tx.db.settlementLine.findMany({ where: { redemptionId, releasedAt: null } });
  const withBank = await tx.db.settlementItem.count({
    where: { id: { in: lines.map(({ itemId }) => itemId) }, state: { in: ['sent', 'confirmed'] } },
  });
  if (withBank > 0) throw beingPaid;
}

const beingPaid = new Refusal('stepNotPossible', {
  detail: {
    it: 'Il pagamento di questa riscossione è in banca: il rimborso si può fare quando la banca ha risposto.',
    en: 'The payment of this redemption is with the bank: it can be refunded once the bank has answered.',
  },
  possible: [],
});
