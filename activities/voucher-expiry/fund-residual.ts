import { toPlainDate } from '../../domain/time.ts';
import { postBatch } from '../../ledger/post.ts';
import { transferId } from '../../ledger/transfer-id.ts';
import { residualCollected } from '../../ledger/voucher-postings.ts';
import type { Tx } from '../../prisma/database.ts';
import { fundAllocationId } from '../../workflows/contract.ts';
import { reserveShare } from '../voucher/fund-shares.ts';
import { wakeUp } from '../wakeup.ts';

/** What came to the Fund's pledges out of a voucher or a wallet that ended. */
export interface FundResidual {
  /** What its transfers are named after. */
  readonly of: string;
  /** The row it comes from. */
  readonly ref: string;
  readonly cents: number;
}

/**
 * What a plan leaves to the Fund was paid in before it became credit: the money is there, so the pledge is collected in
 * the same transaction, and whoever waits for the Fund is looked at.
 */
export async function collectForFund(tx: Tx, residuals: readonly FundResidual[]): Promise<void> {
  if (residuals.length === 0) return;
  const effectiveOn = toPlainDate(tx.now);
  const reserve = await reserveShare(tx);
  await postBatch(
    tx,
    { kind: 'contribution_collected', effectiveOn },
    residuals.map(({ of, ref, cents }) =>
      residualCollected({ id: transferId(of, 'collected'), ref, amountCents: cents, reserve, effectiveOn }),
    ),
  );
  await wakeUp(tx, fundAllocationId(tx.allianceId));
}
