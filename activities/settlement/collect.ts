import type { PlainDate } from '../../domain/plain-date.ts';
import { fundClawback } from '../../ledger/accounts.ts';
import { accountBalance } from '../../ledger/balances.ts';
import { postBatch } from '../../ledger/post.ts';
import { transferId } from '../../ledger/transfer-id.ts';
import { redemptionCollected } from '../../ledger/voucher-postings.ts';
import type { Tx } from '../../prisma/database.ts';
import type { SettlementItem } from '../../prisma/generated/client.ts';
import { fundAllocationId } from '../../workflows/contract.ts';
import { reserveShare } from '../voucher/fund-shares.ts';
import { wakeUp } from '../wakeup.ts';
import { netRedemptions } from './owed.ts';

/**
 * The bank confirmed a payment: the contribution of each redemption that is paid whole by now is the Fund's, after
 * what this provider owes it from refunds, and the waiting list is looked at again.
 */
export async function collectRedemptions(
  tx: Tx,
  { id, providerId }: SettlementItem,
  effectiveOn: PlainDate,
): Promise<void> {
  const lines = await tx.db.settlementLine.findMany({
    where: { itemId: id, refundTransferId: null },
    select: { redemptionId: true },
  });
  const net = await netRedemptions(tx, { ids: lines.map(({ redemptionId }) => redemptionId) });
  const paid = net.filter(
    ({ isCollected, confirmedCents, providerCents }) => !isCollected && confirmedCents >= providerCents,
  );
  await tx.db.redemption.updateMany({
    where: { id: { in: paid.map(({ redemptionId }) => redemptionId) }, collectedAt: null },
    data: { collectedAt: tx.now },
  });
  const pledged = paid.filter(({ fundCents }) => fundCents > 0);
  if (pledged.length === 0) return;
  const { balanceCents, heldCents } = await accountBalance(tx, fundClawback(providerId));
  let leftCents = balanceCents - heldCents;
  const reserve = await reserveShare(tx);
  const transfers = pledged.map(({ redemptionId, fundCents: amountCents }) => {
    const clawbackCents = Math.min(leftCents, amountCents);
    leftCents -= clawbackCents;
    return redemptionCollected({
      id: transferId(`redemption/${redemptionId}`, 'collected'),
      effectiveOn,
      redemptionId,
      providerId,
      amountCents,
      clawbackCents,
      reserve,
    });
  });
  await postBatch(tx, { kind: 'redemption_collected', effectiveOn }, transfers);
  await wakeUp(tx, fundAllocationId(tx.allianceId));
}
