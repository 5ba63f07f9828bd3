import type { Tx } from '../../prisma/database.ts';
import { lockRow } from '../../prisma/lock-row.ts';
import type { Ending } from '../voucher-expiry/end-vouchers.ts';

/**
 * Takes from what a wallet's credit was charged with before: vouchers that come of it pledge nothing on that part. The
 * first ones take it first.
 *
 * @returns for each voucher how much of its nominal value was charged already
 */
export async function takeCharged(
  tx: Tx,
  {
    walletId,
    nominalCents,
    count,
  }: { readonly walletId: string; readonly nominalCents: number; readonly count: number },
): Promise<readonly number[]> {
  const { chargedCents } = (await lockRow(tx, 'wallet', walletId, 'NO KEY UPDATE'))!;
  const takenCents = Math.min(chargedCents, nominalCents * count);
  if (takenCents > 0)
    await tx.db.wallet.update({
      where: { id: walletId },
      data: { chargedCents: { decrement: takenCents } },
    });
  return Array.from({ length: count }, (_, nth) =>
    Math.max(0, Math.min(nominalCents, takenCents - nth * nominalCents)),
  );
}

/** Credit that came to a wallet, and its contribution with it. */
export interface ChargedCredit {
  readonly walletId: string;
  readonly cents: number;
}

/** Remembers of credit that comes to wallets that it was charged. Whoever calls holds their rows. */
export async function giveCharged(tx: Tx, credits: readonly ChargedCredit[]): Promise<void> {
  const given = credits.filter(({ cents }) => cents > 0);
  if (given.length === 0) return;
  await tx.db.$executeRaw`
    UPDATE wallet SET charged_cents = charged_cents + given.cents
      FROM (SELECT id, sum(cents)::int AS cents
              FROM unnest(${given.map(({ walletId }) => walletId)}::uuid[], ${given.map(({ cents }) => cents)}::int[])
                AS one (id, cents) GROUP BY id) AS given
     WHERE wallet.id = given.id`;
}

/**
 * What of vouchers that ended came back charged: all of it where the contribution stays; where that was taken back, what
 * was charged before the issue and not spent, for that is spent first.
 */
export function chargedOf(
  endings: readonly Pick<Ending, 'residual' | 'cents' | 'chargedCents' | 'spentCents'>[],
  { isTakenBack }: { readonly isTakenBack: boolean },
): ChargedCredit[] {
  return endings.flatMap(({ residual, cents, chargedCents, spentCents }) =>
    residual.to === 'wallet'
      ? [{ walletId: residual.walletId, cents: isTakenBack ? Math.max(0, chargedCents - spentCents) : cents }]
      : [],
  );
}
