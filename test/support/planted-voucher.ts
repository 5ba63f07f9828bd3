import { toDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import { toPlainDate } from '../../domain/time.ts';
import { expiryOf } from '../../domain/voucher.ts';
import { issueVouchers, type VoucherDraft } from '../../activities/voucher/issue.ts';
import { post } from '../../ledger/post.ts';
import { transferId } from '../../ledger/transfer-id.ts';
import { prefundReceived, walletCredited } from '../../ledger/voucher-postings.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Prisma, Voucher } from '../../prisma/generated/client.ts';
import type { Vault } from '../../vault/vault.ts';

export interface PlantedWallet {
  readonly planId: string;
  readonly walletId: string;
  readonly employerId: string;
  readonly personId: string;
}

/** An active plan and one employee's wallet with so many cents in it, all paid in by the employer before. */
export async function plantWallet(
  tx: Tx,
  sketch: {
    readonly employerId: string;
    readonly personId: string;
    readonly createdBy: string;
    readonly cents: number;
    readonly plan?: Partial<Prisma.WelfarePlanUncheckedCreateInput>;
  },
): Promise<PlantedWallet> {
  const { allianceId, now } = tx;
  const today = toPlainDate(now);
  const year = today.slice(0, 4);
  const { id: planId } = await tx.db.welfarePlan.create({
    data: {
      allianceId,
      organisationId: sketch.employerId,
      name: 'Piano di prova',
      source: 'bindingRegulation',
      population: 'everybody',
      validFrom: toDateColumn(`${year}-01-01`),
      validUntil: toDateColumn(`${year}-12-31`),
      carryOver: 'nextPlan',
      state: 'active',
      createdBy: sketch.createdBy,
      createdAt: now,
      ...sketch.plan,
    },
  });
  const { id: walletId } = await tx.db.wallet.create({
    data: { allianceId, planId, personId: sketch.personId, createdAt: now },
  });
  const credit = await tx.db.walletCredit.create({
    data: {
      allianceId,
      walletId,
      amountCents: sketch.cents,
      reason: 'plan',
      creditedBy: sketch.createdBy,
      creditedAt: now,
    },
  });
  const money = { employerId: sketch.employerId, amountCents: sketch.cents, effectiveOn: today };
  await post(tx, prefundReceived({ ...money, id: transferId(credit.id, 'prefund'), bankRef: credit.id }));
  await post(
    tx,
    walletCredited({ ...money, id: transferId(credit.id, 'credit'), creditId: credit.id, walletId }),
  );
  return { planId, walletId, employerId: sketch.employerId, personId: sketch.personId };
}

/** Vouchers of a wallet as an order would issue them, without the order. */
export async function plantVouchers(
  tx: Tx,
  vault: Vault,
  wallet: PlantedWallet,
  sketch: Pick<VoucherDraft, 'service' | 'nominalCents'> &
    Partial<VoucherDraft> & { readonly expiresOn?: PlainDate },
): Promise<Voucher[]> {
  const { expiresOn, ...draft } = sketch;
  const issuedOn = toPlainDate(tx.now);
  return issueVouchers(
    tx,
    { vault },
    {
      payer: {
        walletId: wallet.walletId,
        employerId: wallet.employerId,
        carryOver: 'nextPlan',
        taxLetter: sketch.service ? 'fTer' : 'comma3',
        employerShare: { numerator: 1, denominator: 100 },
      },
      orderId: null,
      holderId: wallet.personId,
      beneficiaryId: wallet.personId,
      count: 1,
      expiresAt: expiryOf(issuedOn, 180, expiresOn),
      ...draft,
    },
  );
}
