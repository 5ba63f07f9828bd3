import { toPlainDate } from '../../domain/time.ts';
import { postBatch } from '../../ledger/post.ts';
import { awardReleased } from '../../ledger/postings.ts';
import { transferId } from '../../ledger/transfer-id.ts';
import type { Tx } from '../../prisma/database.ts';
import { fundAllocationId } from '../../workflows/contract.ts';
import { wakeUp } from '../wakeup.ts';
import type { Ending } from './end-vouchers.ts';

/**
 * What came back to awards goes on to the Fund at once: the cents count as released, which gives the household its cap
 * back, and whoever waits for the Fund's money is looked at.
 */
export async function giveBackToFund(tx: Tx, endings: readonly Ending[]): Promise<void> {
  const returned = endings.filter(({ to, cents }) => to === 'award' && cents > 0);
  if (returned.length === 0) return;
  const effectiveOn = toPlainDate(tx.now);
  await tx.db.$executeRaw`
    UPDATE award SET released_cents = released_cents + returned.cents, revision = revision + 1
      FROM (SELECT id, sum(cents)::int AS cents
              FROM unnest(${returned.map(({ awardId }) => awardId)}::uuid[], ${returned.map(({ cents }) => cents)}::int[])
                AS one (id, cents) GROUP BY id) AS returned
     WHERE award.id = returned.id`;
  await postBatch(
    tx,
    { kind: 'award_released', effectiveOn },
    returned.map(({ id, awardId, cents }) =>
      awardReleased({
        id: transferId(`voucher/${id}`, 'release'),
        awardId: awardId!,
        amountCents: cents,
        effectiveOn,
      }),
    ),
  );
  await wakeUp(tx, fundAllocationId(tx.allianceId));
}
