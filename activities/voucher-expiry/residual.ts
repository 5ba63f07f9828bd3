import { toPlainDate } from '../../domain/time.ts';
import { residualTarget, type ResidualTo } from '../../domain/voucher-expiry.ts';
import type { Residual } from '../../ledger/voucher-postings.ts';
import type { Tx } from '../../prisma/database.ts';
import { voucherExpiryId } from '../../workflows/contract.ts';
import { wakeUp } from '../wakeup.ts';
import type { Lapsing } from './due.ts';
import type { Ending } from './end-vouchers.ts';

/** What the books say is left on each, and where it goes. */
export async function residualsOf(tx: Tx, vouchers: readonly Lapsing[]): Promise<Ending[]> {
  const cents = await leftOn(tx, vouchers);
  const wallets = await walletsOf(tx, vouchers);
  const targets = vouchers.map((voucher) => {
    const wallet = wallets.get(voucher.walletId ?? '');
    const { awardId, carryOver } = voucher;
    return {
      voucher,
      wallet,
      to: residualTarget({
        awardId,
        carryOver,
        walletIsOver: wallet?.isOver ?? false,
        nextPlanId: wallet?.nextPlanId ?? null,
      }),
    };
  });
  const next = await nextWallets(
    tx,
    targets.flatMap(({ wallet, to }) => (to === 'nextPlan' ? [wallet!] : [])),
  );
  return targets.map(({ voucher, wallet, to }) => ({
    ...voucher,
    cents: cents.get(voucher.id) ?? 0,
    to,
    residual: residualOf(voucher, to, to === 'nextPlan' ? next.get(nextWalletKey(wallet!)) : undefined),
  }));
}

async function leftOn(tx: Tx, vouchers: readonly Lapsing[]): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.db.$queryRaw<{ id: string; cents: number }[]>`
    SELECT owner_ref AS id, (credit_posted_cents - debit_posted_cents)::float8 AS cents FROM ledger.account
     WHERE kind = 'voucher_liability' AND owner_ref = ANY (${vouchers.map(({ id }) => id)}::text[]) AND shard = 0`;
  return new Map(rows.map(({ id, cents }) => [id, cents]));
}

interface PlanWallet {
  readonly personId: string;
  readonly nextPlanId: string | null;
  readonly isOver: boolean;
}

async function walletsOf(tx: Tx, vouchers: readonly Lapsing[]): Promise<ReadonlyMap<string, PlanWallet>> {
  const ids = new Set(vouchers.flatMap(({ walletId }) => walletId ?? []));
  if (ids.size === 0) return new Map();
  // Whoever empties a wallet has done so, or waits: nothing comes back to one that is emptied already.
  const wallets = await tx.db.$queryRaw<(PlanWallet & { readonly id: string })[]>`
    SELECT wallet.id, wallet.person_id AS "personId", plan.next_plan_id AS "nextPlanId",
           wallet.closed_at IS NOT NULL OR plan.valid_until < ${toPlainDate(tx.now)}::date AS "isOver"
      FROM wallet JOIN welfare_plan AS plan ON plan.alliance_id = wallet.alliance_id AND plan.id = wallet.plan_id
     WHERE wallet.id = ANY (${[...ids]}::uuid[])
      ORDER BY wallet.id FOR NO KEY UPDATE OF wallet`;
  return new Map(wallets.map((wallet) => [wallet.id, wallet]));
}

type OfNextPlan = Pick<PlanWallet, 'personId' | 'nextPlanId'>;

/**
 * The same people's wallets of the next plan, by their key; whoever has none yet is given an empty one. Where that plan is
 * over as well its rule sends the credit on: the wallet is open again, and somebody looks.
 */
export async function nextWallets(
  tx: Tx,
  wallets: readonly OfNextPlan[],
): Promise<ReadonlyMap<string, string>> {
  if (wallets.length === 0) return new Map();
  const { allianceId, now: createdAt } = tx;
  const wanted = [...new Map(wallets.map((wallet) => [nextWalletKey(wallet), wallet])).values()].map(
    ({ personId, nextPlanId }) => ({ personId, planId: nextPlanId! }),
  );
  await tx.db.wallet.createMany({
    data: wanted.map((wallet) => ({ ...wallet, allianceId, createdAt })),
    skipDuplicates: true,
  });
  const rows = await tx.db.$queryRaw<{ id: string; planId: string; personId: string; isClosed: boolean }[]>`
    SELECT id, plan_id AS "planId", person_id AS "personId", closed_at IS NOT NULL AS "isClosed"
      FROM wallet JOIN unnest(${wanted.map(({ planId }) => planId)}::uuid[],
                              ${wanted.map(({ personId }) => personId)}::uuid[]) AS wanted (plan, person)
        ON plan_id = plan AND person_id = person
     ORDER BY id FOR NO KEY UPDATE OF wallet`;
  const closed = rows.flatMap(({ id, isClosed }) => (isClosed ? [id] : []));
  if (closed.length > 0) {
    await tx.db.wallet.updateMany({ where: { id: { in: closed } }, data: { closedAt: null } });
    await wakeUp(tx, voucherExpiryId(tx.allianceId));
  }
  return new Map(
    rows.map(({ id, planId, personId }) => [nextWalletKey({ personId, nextPlanId: planId }), id]),
  );
}

export function nextWalletKey({ personId, nextPlanId }: OfNextPlan): string {
  return `${nextPlanId}/${personId}`;
}

function residualOf(voucher: Lapsing, to: ResidualTo, nextWalletId: string | undefined): Residual {
  switch (to) {
    case 'award':
      return { to, awardId: voucher.awardId! };
    case 'wallet':
      return { to, walletId: voucher.walletId! };
    case 'nextPlan':
      return { to: 'wallet', walletId: nextWalletId! };
    case 'employer':
      return { to, employerId: voucher.employerId! };
    case 'fund':
      return { to };
  }
}
