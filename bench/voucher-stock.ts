import { randomUUIDv7 } from 'node:crypto';
import { toPlainDate } from '../domain/time.ts';
import { postBatch } from '../ledger/post.ts';
import { transferId } from '../ledger/transfer-id.ts';
import { prefundReceived, voucherIssued, walletCredited } from '../ledger/voucher-postings.ts';
import type { Tx } from '../prisma/database.ts';
import { demoAllianceId } from '../prisma/seed/index.ts';
import { accountId } from '../prisma/seed/personas.ts';
import type { Services } from '../runtime/services.ts';

const actor = { kind: 'system', id: 'bench' } as const;
const CENTS = 1_000;
const BATCH = 1_000;

/** Vouchers as they lie in the database after years of orders. */
export interface VoucherStock {
  /** Paid from wallets through the ledger, their last instant a second ago; tells their ids. */
  addDue(services: Services, count: number): Promise<string[]>;
  /** Good for another year. Nothing ever reads them, so that their rows alone are written, and no money. */
  addNotDue(services: Services, count: number): Promise<void>;
}

/** A wallet for each person of the demonstration, with more in it than anybody will spend. */
export async function openVoucherStock(tx: Tx): Promise<VoucherStock> {
  const { allianceId, now: createdAt } = tx;
  const employer = await tx.db.organisation.findFirstOrThrow({ where: { roles: { has: 'employer' } } });
  const service = await tx.db.offeredService.findFirstOrThrow({ where: { organisationId: { not: null } } });
  const plan = await tx.db.welfarePlan.create({
    data: {
      allianceId,
      organisationId: employer.id,
      name: 'Piano',
      source: 'bindingRegulation',
      population: 'everybody',
      validFrom: new Date('2020-01-01'),
      validUntil: new Date('2099-12-31'),
      carryOver: 'nextPlan',
      state: 'active',
      createdBy: accountId('anna'),
      createdAt,
    },
  });
  const people = await tx.db.person.findMany({ select: { id: true } });
  const wallets = people.map(({ id: personId }) => ({ id: randomUUIDv7(), personId }));
  await tx.db.wallet.createMany({
    data: wallets.map((wallet) => ({ ...wallet, allianceId, planId: plan.id, createdAt })),
  });
  const money = { employerId: employer.id, amountCents: 1_000_000_000, effectiveOn: toPlainDate(tx.now) };
  const fund = { kind: 'prefund_received', effectiveOn: money.effectiveOn } as const;
  await postBatch(
    tx,
    fund,
    wallets.map(({ id }) => prefundReceived({ ...money, id: transferId(id, 'in'), bankRef: id })),
  );
  await postBatch(
    tx,
    { ...fund, kind: 'wallet_credited' },
    wallets.map(({ id: walletId }) =>
      walletCredited({ ...money, id: transferId(walletId, 'credit'), creditId: walletId, walletId }),
    ),
  );
  const common = { employerId: employer.id, providerId: service.organisationId!, serviceId: service.id };
  const write = (services: Services, count: number, isDue: boolean) =>
    addVouchers(services, { ...common, wallets, count, isDue });
  return {
    addDue: (services, count) => write(services, count, true),
    addNotDue: async (services, count) => void (await write(services, count, false)),
  };
}

interface Lot {
  readonly employerId: string;
  readonly providerId: string;
  readonly serviceId: string;
  readonly wallets: readonly { readonly id: string; readonly personId: string }[];
  readonly count: number;
  readonly isDue: boolean;
}

async function addVouchers({ database }: Services, lot: Lot): Promise<string[]> {
  const all: string[] = [];
  for (let written = 0; written < lot.count; written += BATCH) {
    const ids = Array.from({ length: Math.min(BATCH, lot.count - written) }, () => randomUUIDv7());
    await database.inAlliance(demoAllianceId, actor, (tx) => addBatch(tx, lot, ids), { timeoutMs: 120_000 });
    all.push(...ids);
  }
  return all;
}

async function addBatch(tx: Tx, lot: Lot, ids: readonly string[]): Promise<void> {
  const { wallets, isDue, count: _count, ...common } = lot;
  const expiresAt = new Date(tx.now.getTime() + (isDue ? -1_000 : 365 * 86_400_000));
  const walletOf = (nth: number) => wallets[nth % wallets.length]!;
  await tx.db.voucher.createMany({
    data: ids.map((id, nth) => ({
      ...common,
      id,
      allianceId: tx.allianceId,
      number: id,
      walletId: walletOf(nth).id,
      holderId: walletOf(nth).personId,
      beneficiaryId: walletOf(nth).personId,
      taxLetter: 'fTer' as const,
      vatKind: 'singlePurpose' as const,
      nominalCents: CENTS,
      carryOver: 'nextPlan' as const,
      secretPrint: id,
      codePrint: id,
      issuedAt: tx.now,
      expiresAt,
      remindAt: isDue ? null : new Date(expiresAt.getTime() - 86_400_000),
    })),
  });
  if (!isDue) return;
  const effectiveOn = toPlainDate(tx.now);
  await postBatch(
    tx,
    { kind: 'voucher_issued', effectiveOn },
    ids.map((id, nth) =>
      voucherIssued({
        id: transferId(`voucher/${id}`, 'issue'),
        voucherId: id,
        amountCents: CENTS,
        payer: { walletId: walletOf(nth).id },
        effectiveOn,
      }),
    ),
  );
}
