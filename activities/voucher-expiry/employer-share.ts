import { portionHalfUp } from '../../domain/money.ts';
import { toPlainDate } from '../../domain/time.ts';
import { fundPledged, receivableFrom } from '../../ledger/accounts.ts';
import { accountBalance } from '../../ledger/balances.ts';
import { post } from '../../ledger/post.ts';
import { reversal } from '../../ledger/postings.ts';
import { transferId } from '../../ledger/transfer-id.ts';
import { employerSharePledged } from '../../ledger/voucher-postings.ts';
import type { Tx } from '../../prisma/database.ts';
import { recordAudit } from '../audit.ts';
import type { ActivityServices } from '../services.ts';
import type { Ending } from './end-vouchers.ts';

/**
 * Takes the employer's contribution on what nobody spent back, by the exact reversal of its pledge; of a voucher that
 * was spent in part the contribution on that part is pledged anew. As long as the employer owes that much: what it has
 * paid already is the Fund's, and stays, which the audit trail says.
 */
export async function returnEmployerShares(
  tx: Tx,
  { vault }: Pick<ActivityServices, 'vault'>,
  endings: readonly Ending[],
): Promise<void> {
  if (endings.length === 0) return;
  const pledges = await pledgesOf(tx, endings);
  const owed = await owedBy(
    tx,
    endings.map(({ employerId }) => employerId!),
  );
  let { balanceCents: pledgedCents } = await accountBalance(tx, fundPledged);
  const effectiveOn = toPlainDate(tx.now);
  for (const { id: voucherId, employerId, nominalCents, spentCents } of endings) {
    const pledge = pledges.get(shareId(voucherId));
    if (!pledge) continue;
    const owedCents = owed.get(employerId!) ?? 0;
    if (Math.min(owedCents, pledgedCents) < pledge) {
      await recordAudit(tx, vault, {
        action: 'voucher.employerShareStays',
        subjectKind: 'voucher',
        subjectId: voucherId,
        reason: 'alreadyCollected',
      });
      continue;
    }
    const legs = [
      { account: receivableFrom('employer', employerId!), amountCents: pledge },
      { account: fundPledged, amountCents: -pledge },
    ];
    const original = { id: shareId(voucherId), legs };
    const id = transferId(`voucher/${voucherId}`, 'employer-share-back');
    await post(tx, reversal({ id, businessRef: voucherId, effectiveOn, original }));
    const keptCents = portionHalfUp(pledge, { numerator: spentCents, denominator: nominalCents });
    if (keptCents > 0) {
      const again = transferId(`voucher/${voucherId}`, 'employer-share-of-spent');
      const event = { id: again, voucherId, employerId: employerId!, amountCents: keptCents, effectiveOn };
      await post(tx, employerSharePledged(event));
    }
    owed.set(employerId!, owedCents - pledge + keptCents);
    pledgedCents += keptCents - pledge;
  }
}

function shareId(voucherId: string): string {
  return transferId(`voucher/${voucherId}`, 'employer-share');
}

/** What was pledged at the issue, and not taken back since. */
async function pledgesOf(tx: Tx, endings: readonly Ending[]): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.db.$queryRaw<{ id: string; cents: number }[]>`
    SELECT p.transfer_id AS id, p.amount_cents::float8 AS cents FROM ledger.posting p
     WHERE p.transfer_id = ANY (${endings.map(({ id }) => shareId(id))}::uuid[]) AND p.amount_cents > 0
       AND NOT EXISTS (SELECT FROM ledger.transfer t WHERE t.alliance_id = p.alliance_id AND t.reverses_id = p.transfer_id)`;
  return new Map(rows.map(({ id, cents }) => [id, cents]));
}

async function owedBy(tx: Tx, employerIds: readonly string[]): Promise<Map<string, number>> {
  const owed = new Map<string, number>();
  for (const id of new Set(employerIds))
    owed.set(id, (await accountBalance(tx, receivableFrom('employer', id))).balanceCents);
  return owed;
}
