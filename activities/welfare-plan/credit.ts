import { formatEuro, sumCents } from '../../domain/money.ts';
import { Refusal } from '../../domain/refusal.ts';
import { toPlainDate } from '../../domain/time.ts';
import { LedgerRefusal, postBatch } from '../../ledger/post.ts';
import { transferId } from '../../ledger/transfer-id.ts';
import { walletCredited } from '../../ledger/voucher-postings.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Vault } from '../../vault/vault.ts';
import { voucherExpiryId } from '../../workflows/contract.ts';
import { queueMails } from '../mail.ts';
import { wakeUp } from '../wakeup.ts';
import type { WalletCredit, WelfarePlan } from '../../prisma/generated/client.ts';

export interface Credit {
  readonly personId: string;
  readonly amountCents: number;
}

/** What credit comes from: an employer's plan, or what another system had, as credit or on a voucher. */
export type CreditReason = 'plan' | 'openingBalance' | 'liveVoucher';

interface Crediting {
  readonly plan: WelfarePlan;
  readonly credits: readonly Credit[];
  readonly reason: CreditReason;
  readonly creditedBy: string;
}

/**
 * Gives credit out of what the employer paid in: wallets are opened where there are none, and all is credited or
 * nothing. One transfer for each, so that each can be reversed, and one mail for each that can be ordered with.
 */
export async function creditWallets(
  tx: Tx,
  vault: Vault,
  { plan, credits, reason, creditedBy }: Crediting,
): Promise<readonly WalletCredit[]> {
  const { allianceId, now } = tx;
  const walletOf = await walletsOf(tx, plan, credits);
  const rows = await tx.db.walletCredit.createManyAndReturn({
    data: credits.map(({ personId, amountCents }) => ({
      allianceId,
      walletId: walletOf.get(personId)!,
      amountCents,
      reason,
      creditedBy,
      creditedAt: now,
    })),
  });
  const effectiveOn = toPlainDate(now);
  const transfers = rows.map(({ id, walletId, amountCents }) =>
    walletCredited({
      id: transferId(`wallet-credit/${id}`, 'credited'),
      creditId: id,
      walletId,
      employerId: plan.organisationId,
      amountCents,
      effectiveOn,
    }),
  );
  try {
    await postBatch(tx, { kind: 'wallet_credited', effectiveOn }, transfers);
  } catch (error) {
    if (!(error instanceof LedgerRefusal) || error.code !== 'insufficientFunds') throw error;
    throw prefundTooSmall(sumCents(credits.map(({ amountCents }) => amountCents)));
  }
  await wakeUp(tx, voucherExpiryId(allianceId));
  if (reason !== 'liveVoucher') await tellHolders(tx, vault, rows, walletOf);
  return rows;
}

async function tellHolders(
  tx: Tx,
  vault: Vault,
  rows: readonly WalletCredit[],
  walletOf: ReadonlyMap<string, string>,
): Promise<void> {
  const holderOf = new Map([...walletOf].map(([personId, walletId]) => [walletId, personId]));
  await queueMails(
    tx,
    vault,
    rows.map(({ id, walletId }) => ({
      template: 'creditGiven' as const,
      recipientId: holderOf.get(walletId)!,
      params: {},
      dedupeKey: `creditGiven/${id}`,
      about: { kind: 'wallet', id: walletId },
    })),
  );
}

async function walletsOf(tx: Tx, plan: WelfarePlan, credits: readonly Credit[]) {
  const { allianceId, now: createdAt } = tx;
  const personIds = credits.map(({ personId }) => personId);
  await tx.db.wallet.createMany({
    data: personIds.map((personId) => ({ allianceId, planId: plan.id, personId, createdAt })),
    skipDuplicates: true,
  });
  const wallets = await tx.db.wallet.findMany({ where: { planId: plan.id, personId: { in: personIds } } });
  return new Map(wallets.map(({ id, personId }) => [personId, id]));
}

function prefundTooSmall(neededCents: number): Refusal {
  return new Refusal('insufficientFunds', {
    detail: {
      it: `Per questi accrediti servono ${formatEuro(neededCents)}, più di quanto è stato versato e non ancora accreditato. Versi la differenza, la faccia registrare all’ufficio del Fondo e ripeta: per ora non è stato accreditato nulla.`,
      en: `These credits take ${formatEuro(neededCents, 'en')}, more than was paid in and is not credited yet. Pay in what is missing, have the fund office record it, and do this again: so far nothing was credited.`,
    },
    possible: ['getPrefund'],
  });
}
