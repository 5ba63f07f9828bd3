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
