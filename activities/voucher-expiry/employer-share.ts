import { portionHalfUp } from '../../domain/money.ts';
import { toPlainDate } from '../../domain/time.ts';
import { fundPledged } from '../../ledger/accounts.ts';
import { accountBalance, accountBalances } from '../../ledger/balances.ts';
import { postBatch, reverseBatch } from '../../ledger/post.ts';
import { transferId } from '../../ledger/transfer-id.ts';
import { employerSharePledged } from '../../ledger/voucher-postings.ts';
import type { Tx } from '../../prisma/database.ts';
import { recordAudits } from '../audit.ts';
import type { ActivityServices } from '../services.ts';
import { collectedShares } from '../welfare-plan/invoice.ts';
import type { Ending } from './end-vouchers.ts';

/**
 * Takes the employer's contribution on what nobody spent back, by the exact reversal of its pledge; of a voucher that
 * was spent in part the contribution on that part is pledged anew. As long as the employer owes that much: what it has
 * paid already is the Fund's, and stays, which the audit trail says.
 *
 * @returns the vouchers of which it stays
 */
export async function returnEmployerShares(
  tx: Tx,
  { vault }: Pick<ActivityServices, 'vault'>,
  endings: readonly Ending[],
): Promise<ReadonlySet<string>> {
  if (endings.length === 0) return new Set();
  const { returned, staying } = await divide(tx, await sharesOf(tx, endings));
  const effectiveOn = toPlainDate(tx.now);
  // Before the reversals: what is pledged anew is part of what the employer must owe for them.
  await postBatch(
    tx,
    { kind: 'contribution_pledged', effectiveOn },
    returned
      .filter(({ keptCents }) => keptCents > 0)
      .map(({ voucherId, employerId, keptCents: amountCents }) => {
        const id = transferId(`voucher/${voucherId}`, 'employer-share-of-spent');
        return employerSharePledged({ id, voucherId, employerId, amountCents, effectiveOn });
      }),
  );
  await reverseBatch(
    tx,
    effectiveOn,
    returned.map(({ voucherId }) => ({
      id: transferId(`voucher/${voucherId}`, 'employer-share-back'),
      businessRef: voucherId,
      reversesId: shareId(voucherId),
    })),
  );
  await recordAudits(
    tx,
    vault,
    staying.map(({ voucherId: subjectId }) => ({
      action: 'voucher.employerShareStays',
      subjectKind: 'voucher',
      subjectId,
      reason: 'alreadyCollected',
    })),
  );
  return new Set(staying.map(({ voucherId }) => voucherId));
}

/** An employer's contribution on one voucher: what was pledged, and how much of it is on what was spent. */
interface Share {
  readonly voucherId: string;
  readonly employerId: string;
  readonly pledgedCents: number;
  readonly keptCents: number;
}

/**
 * One after the other, as long as the employer still owes it and the Fund still counts on it. What an invoice collected
 * is not owed, whatever else is: taken off the others' pledges, their invoices could never be paid.
 */
async function divide(tx: Tx, shares: readonly Share[]) {
  const employerIds = [...new Set(shares.map(({ employerId }) => employerId))];
  const owed = new Map(await accountBalances(tx, 'employer_receivable', employerIds));
  let { balanceCents: countedOnCents } = await accountBalance(tx, fundPledged);
  const collected = await collectedShares(
    tx,
    shares.map(({ voucherId }) => voucherId),
  );
  const returned: Share[] = [];
  const staying: Share[] = [];
  for (const share of shares) {
    const { voucherId, employerId, pledgedCents, keptCents } = share;
    const owedCents = owed.get(employerId) ?? 0;
    const isOwed = !collected.has(voucherId) && Math.min(owedCents, countedOnCents) >= pledgedCents;
    (isOwed ? returned : staying).push(share);
    if (!isOwed) continue;
    owed.set(employerId, owedCents - pledgedCents + keptCents);
    countedOnCents += keptCents - pledgedCents;
  }
  return { returned, staying };
}

/** What was pledged at the issue, and not taken back since. */
async function sharesOf(tx: Tx, endings: readonly Ending[]): Promise<Share[]> {
  const rows = await tx.db.$queryRaw<{ id: string; cents: number }[]>`
    SELECT p.transfer_id AS id, p.amount_cents::float8 AS cents FROM ledger.posting p
     WHERE p.transfer_id = ANY (${endings.map(({ id }) => shareId(id))}::uuid[]) AND p.amount_cents > 0
       AND NOT EXISTS (SELECT FROM ledger.transfer t WHERE t.alliance_id = p.alliance_id AND t.reverses_id = p.transfer_id)`;
  const pledged = new Map(rows.map(({ id, cents }) => [id, cents]));
  return endings.flatMap(({ id: voucherId, employerId, spentCents, nominalCents, chargedCents }) => {
    const pledgedCents = pledged.get(shareId(voucherId));
    if (pledgedCents === undefined) return [];
    // What was charged before is spent first.
    const spentOfPledged = Math.max(0, spentCents - chargedCents);
    const keptCents = portionHalfUp(pledgedCents, {
      numerator: spentOfPledged,
      denominator: nominalCents - chargedCents,
    });
    return [{ voucherId, employerId: employerId!, pledgedCents, keptCents }];
  });
}

function shareId(voucherId: string): string {
  return transferId(`voucher/${voucherId}`, 'employer-share');
}
