import { randomUUIDv7 } from 'node:crypto';
import { toPlainDate } from '../domain/time.ts';
import { postBatch } from '../ledger/post.ts';
import { transferId } from '../ledger/transfer-id.ts';
import { prefundReceived, walletCredited } from '../ledger/voucher-postings.ts';
import type { Tx } from '../prisma/database.ts';
import { demoAllianceId } from '../prisma/seed/index.ts';
import { accountId } from '../prisma/seed/personas.ts';
import type { Services } from '../runtime/services.ts';

const actor = { kind: 'system', id: 'bench' } as const;
const CENTS = 1_000;
const BATCH = 5_000;
const DAY_MS = 86_400_000;
/** How often a long stock says how far it is. */
const TELL_EVERY = 100_000;

/** How often it is asked whether a night is over, the same for everybody who is timed. */
export const POLL_MS = 100;

/** Vouchers as they lie in the database after years of orders: their rows, their accounts, and what paid for them. */
export interface VoucherStock {
  /** Their last instant a second ago; tells their ids. */
  addDue(services: Services, count: number): Promise<string[]>;
  /** Good for another year. */
  addNotDue(services: Services, count: number): Promise<void>;
}

/** Holders with a wallet and a key each, in which there is more than anybody will spend. */
export async function openVoucherStock(
  tx: Tx,
  { vault }: Pick<Services, 'vault'>,
  holders: number,
): Promise<VoucherStock> {
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
  const wallets = Array.from({ length: holders }, () => ({ id: randomUUIDv7(), personId: randomUUIDv7() }));
  await tx.db.person.createMany({
    data: wallets.map(({ personId: id }) => ({ id, allianceId, createdAt })),
  });
  await vault.makeKeys(
    tx,
    wallets.map(({ personId: id }) => ({ kind: 'person' as const, id })),
  );
  await tx.db.wallet.createMany({
    data: wallets.map((wallet) => ({ ...wallet, allianceId, planId: plan.id, createdAt })),
  });
  const walletIds = wallets.map(({ id }) => id);
  await fill(tx, employer.id, walletIds);
  const providerId = service.organisationId!;
  const lot = { planId: plan.id, employerId: employer.id, providerId, serviceId: service.id, holders };
  return {
    addDue: (services, count) => addVouchers(services, { ...lot, count, isDue: true }),
    addNotDue: async (services, count) => void (await addVouchers(services, { ...lot, count, isDue: false })),
  };
}

/** Whether a voucher is still good whose last instant is past. */
export function isAnyDue({ database }: Services): Promise<boolean> {
  return database.inAlliance(demoAllianceId, actor, async (tx) => {
    const where = { state: 'active', expiresAt: { lt: tx.now } } as const;
    return (await tx.db.voucher.findFirst({ where, select: { id: true } })) !== null;
  });
}

async function fill(tx: Tx, employerId: string, walletIds: readonly string[]): Promise<void> {
  const money = { employerId, amountCents: 100_000_000, effectiveOn: toPlainDate(tx.now) };
  await postBatch(
    tx,
    { kind: 'prefund_received', effectiveOn: money.effectiveOn },
    walletIds.map((id) => prefundReceived({ ...money, id: transferId(id, 'in'), bankRef: id })),
  );
  await postBatch(
    tx,
    { kind: 'wallet_credited', effectiveOn: money.effectiveOn },
    walletIds.map((walletId) =>
      walletCredited({ ...money, id: transferId(walletId, 'credit'), creditId: walletId, walletId }),
    ),
  );
}

interface Lot {
  readonly planId: string;
  readonly employerId: string;
  readonly providerId: string;
  readonly serviceId: string;
  readonly holders: number;
  readonly count: number;
  readonly isDue: boolean;
}

async function addVouchers({ database }: Services, lot: Lot): Promise<string[]> {
  const all: string[] = [];
  for (let written = 0; written < lot.count; written += BATCH) {
    const ids = Array.from({ length: Math.min(BATCH, lot.count - written) }, () => randomUUIDv7());
    await database.inAlliance(demoAllianceId, actor, (tx) => addBatch(tx, lot, ids, written), {
      timeoutMs: 600_000,
    });
    all.push(...ids);
    if (all.length % TELL_EVERY === 0 && all.length < lot.count)
      console.log(`  … ${all.length} of ${lot.count} vouchers written`);
  }
  return all;
}

/** Every wallet in turn pays for one. */
async function addBatch(tx: Tx, lot: Lot, ids: readonly string[], before: number): Promise<void> {
  const expiresAt = new Date(tx.now.getTime() + (lot.isDue ? -1_000 : 365 * DAY_MS));
  const remindAt = lot.isDue ? null : new Date(expiresAt.getTime() - DAY_MS);
  await tx.db.$executeRaw`
    INSERT INTO voucher (id, alliance_id, number, wallet_id, holder_id, beneficiary_id, employer_id, provider_id,
                         service_id, tax_letter, vat_kind, vat_treatment, nominal_cents, carry_over, secret_print, code_print,
                         issued_at, expires_at, remind_at)
    SELECT one.id, ${tx.allianceId}::uuid, one.id::text, w.id, w.person_id, w.person_id, ${lot.employerId}::uuid,
           ${lot.providerId}::uuid, ${lot.serviceId}::uuid, 'fTer', 'singlePurpose', 'exempt', ${CENTS}::int, 'nextPlan',
           one.id::text, one.id::text, ${tx.now}, ${expiresAt}, ${remindAt}
      FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS one (id, nth)
      JOIN (SELECT id, person_id, row_number() OVER (ORDER BY id) AS place
              FROM wallet WHERE plan_id = ${lot.planId}::uuid) AS w
        ON w.place = 1 + (${before}::int + one.nth) % ${lot.holders}::int`;
  await pay(tx, ids);
}

/** By the ledger's own function, as issuing does; its legs are put together where the rows are. */
async function pay(tx: Tx, ids: readonly string[]): Promise<void> {
  const transferIds = ids.map((id) => transferId(`voucher/${id}`, 'issue'));
  await tx.db.$executeRaw`
    WITH one AS MATERIALIZED (
      SELECT t.nth::int AS nth, t.id, v.id::text AS ref, v.nominal_cents::bigint AS cents,
             (SELECT a.id FROM ledger.account a
               WHERE a.owner_ref = v.wallet_id::text AND a.kind = 'employee_wallet' AND a.shard = 0) AS wallet,
             ledger.open_account('voucher_liability', v.id::text) AS liability
        FROM unnest(${transferIds}::uuid[], ${ids}::uuid[]) WITH ORDINALITY AS t (id, voucher_id, nth)
        JOIN voucher v ON v.id = t.voucher_id),
    leg AS (
      SELECT array_agg(id ORDER BY nth) AS ids, array_agg(ref ORDER BY nth) AS refs, array_agg(nth ORDER BY nth) AS nths,
             array_agg(wallet ORDER BY nth) AS wallets, array_agg(liability ORDER BY nth) AS liabilities,
             array_agg(cents ORDER BY nth) AS debits, array_agg(-cents ORDER BY nth) AS credits
        FROM one)
    SELECT ledger.post_batch(ids, 'voucher_issued', refs, nths || nths, wallets || liabilities, debits || credits,
                             ${toPlainDate(tx.now)}::date, ${tx.now})
      FROM leg`;
}
