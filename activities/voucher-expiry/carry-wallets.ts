import { toPlainDate } from '../../domain/time.ts';
import { carryTarget, type CarryTarget } from '../../domain/wallet.ts';
import { accountBalances } from '../../ledger/balances.ts';
import { postBatch } from '../../ledger/post.ts';
import { transferId } from '../../ledger/transfer-id.ts';
import { walletEmptied, type Residual } from '../../ledger/voucher-postings.ts';
import type { Tx } from '../../prisma/database.ts';
import type { WalletCarryOver } from '../../prisma/generated/client.ts';
import { queueMails } from '../mail.ts';
import type { ActivityServices } from '../services.ts';
import { giveCharged } from '../voucher/charged-credit.ts';
import { lockOverWallets, type OverWallet } from './due-wallets.ts';
import { collectForFund } from './fund-residual.ts';
import { nextWalletKey, nextWallets } from './residual.ts';

interface Carried {
  readonly wallet: OverWallet;
  readonly row: WalletCarryOver;
}

/**
 * Sends on what is left in wallets that order no more, by the rule of their plan, in the transaction at hand: one row
 * and one transfer for each, and one mail to its holder. A wallet whose plan is over is closed with it, as soon as
 * nothing comes back to it any more.
 *
 * @returns how many wallets were looked at
 */
export async function carryWallets(tx: Tx, { vault }: Pick<ActivityServices, 'vault'>): Promise<number> {
  const wallets = await lockOverWallets(tx);
  if (wallets.length === 0) return 0;
  const carried = await writeRows(tx, wallets);
  const effectiveOn = toPlainDate(tx.now);
  await postBatch(
    tx,
    { kind: 'wallet_emptied', effectiveOn },
    carried.map(({ wallet, row }) =>
      walletEmptied({
        id: transferId(`wallet-carry-over/${row.id}`, 'emptied'),
        carryOverId: row.id,
        walletId: wallet.id,
        amountCents: row.amountCents,
        residual: residualOf(wallet, row),
        effectiveOn,
      }),
    ),
  );
  await collectForFund(
    tx,
    carried
      .filter(({ row }) => row.carriedTo === 'fund')
      .map(({ row }) => ({ of: `wallet-carry-over/${row.id}`, ref: row.id, cents: row.amountCents })),
  );
  await carryCharged(tx, carried);
  await tx.db.wallet.updateMany({
    where: { id: { in: wallets.filter(isOver).map(({ id }) => id) } },
    data: { closedAt: tx.now },
  });
  await queueMails(
    tx,
    vault,
    carried.map(({ wallet: { personId }, row }) => ({
      template: 'walletCarriedOver' as const,
      recipientId: personId,
      params: { to: row.carriedTo as CarryTarget, carriedOn: effectiveOn },
      dedupeKey: `walletCarriedOver/${row.id}`,
      about: { kind: 'wallet', id: row.walletId },
    })),
  );
  return wallets.length;
}

/** Read after the wallets were locked: nobody orders from any of them any more. */
async function writeRows(tx: Tx, wallets: readonly OverWallet[]): Promise<readonly Carried[]> {
  const cents = await accountBalances(
    tx,
    'employee_wallet',
    wallets.map(({ id }) => id),
  );
  const filled = wallets.flatMap((wallet) => {
    const amountCents = cents.get(wallet.id) ?? 0;
    const to = carryTarget(wallet);
    return amountCents > 0 && to !== null ? [{ wallet, amountCents, to }] : [];
  });
  const next = await nextWallets(
    tx,
    filled.flatMap(({ wallet, to }) => (to === 'nextPlan' ? [wallet] : [])),
  );
  const rows = await tx.db.walletCarryOver.createManyAndReturn({
    data: filled.map(({ wallet, amountCents, to }) => ({
      allianceId: tx.allianceId,
      walletId: wallet.id,
      amountCents,
      carriedTo: to,
      nextWalletId: to === 'nextPlan' ? next.get(nextWalletKey(wallet))! : null,
      carriedAt: tx.now,
    })),
  });
  const walletOf = new Map(wallets.map((wallet) => [wallet.id, wallet]));
  return rows.map((row) => ({ row, wallet: walletOf.get(row.walletId)! }));
}

/** What was charged with the credit goes where that goes; with the employer or the Fund it is no credit any more. */
async function carryCharged(tx: Tx, carried: readonly Carried[]): Promise<void> {
  const charged = carried.filter(({ wallet }) => wallet.chargedCents > 0);
  await tx.db.wallet.updateMany({
    where: { id: { in: charged.map(({ wallet }) => wallet.id) } },
    data: { chargedCents: 0 },
  });
  await giveCharged(
    tx,
    charged.flatMap(({ wallet: { chargedCents: cents }, row: { nextWalletId: walletId } }) =>
      walletId === null ? [] : [{ walletId, cents }],
    ),
  );
}

/** What comes back late waits in the wallet while no next plan is named: closed, nobody would ever look at it again. */
function isOver({ planIsOver, carryOver, nextPlanId }: OverWallet): boolean {
  return planIsOver && (carryOver !== 'nextPlan' || nextPlanId !== null);
}

function residualOf({ employerId }: OverWallet, { carriedTo, nextWalletId }: WalletCarryOver): Residual {
  if (carriedTo === 'nextPlan') return { to: 'wallet', walletId: nextWalletId! };
  return carriedTo === 'employer' ? { to: 'employer', employerId } : { to: 'fund' };
}
