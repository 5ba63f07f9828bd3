import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { captureHold } from '../activities/till/capture.ts';
import { holdVoucher } from '../activities/till/hold.ts';
import { refundRedemption } from '../activities/till/refund.ts';
import { extendVoucher } from '../activities/voucher-expiry/extend.ts';
import { addDays, toDateColumn } from '../domain/plain-date.ts';
import { Refusal } from '../domain/refusal.ts';
import { toPlainDate } from '../domain/time.ts';
import { voucherLiability } from '../ledger/accounts.ts';
import { accountBalance } from '../ledger/balances.ts';
import { verifyLedger } from '../ledger/verify.ts';
import type { Tx } from '../prisma/database.ts';
import type { TillUser, Voucher } from '../prisma/generated/client.ts';
import { shipVersionOne } from '../rules/publishing.ts';
import { inParallel } from '../runtime/in-parallel.ts';
import { startApi, type Caller, type TestApi } from './api/support.ts';
import { makeOrganisation, makePerson } from './api/world.ts';
import { times } from './support/long.ts';
import { plantProvider, type PlantedProvider } from './support/planted-provider.ts';
import { plantTill } from './support/planted-till.ts';
import { plantVouchers, plantWallet, type PlantedWallet } from './support/planted-voucher.ts';
import { endDue, lastsFor } from './support/voucher-ends.ts';

const races = times(1_000);
const atOnce = 6;
/** For how long a voucher that is raced for is still good: some come in time, some do not. */
const lastMs = 150;
const today = toPlainDate(new Date());

let api: TestApi;
let officer: Caller;
let wallet: PlantedWallet;
let provider: PlantedProvider;
let till: TillUser;

beforeAll(async () => {
  api = await startApi();
  officer = await api.signIn('fundOfficer');
  const { accountId: publisherId } = await api.signIn('administrator');
  const of = { personId: await makePerson(api), employerId: await makeOrganisation(api, ['employer']) };
  const plan = { validUntil: toDateColumn(addDays(today, 400)) };
  await api.inAlliance(async (tx) => {
    const effectiveAt = new Date('2026-01-01T00:00:00Z');
    await shipVersionOne(tx, { authorId: officer.accountId, publisherId, effectiveAt });
    provider = await plantProvider(tx);
    till = await plantTill(tx, api.vault, provider);
    wallet = await plantWallet(tx, { ...of, createdBy: officer.accountId, cents: 10_000_000, plan });
  });
});
afterAll(() => api.close());

describe('spending, giving back, expiring and extending at the same moment', () => {
  it('has one outcome, whoever comes first, and the books agree', async () => {
    const vouchers = await api.inAlliance((tx) =>
      plantVouchers(tx, api.vault, wallet, {
        service: { id: provider.serviceId, providerId: provider.organisationId, vatTreatment: 'exempt' },
        nominalCents: 1_000,
        count: races,
      }),
    );
    const outcomes: Record<string, number> = {};
    await inParallel(vouchers, atOnce, async (voucher) => {
      const lastInstant = await lastsFor((work) => api.inAlliance(work), voucher, lastMs);
      const [spent, extended] = await Promise.all([spend(voucher), extend(voucher), expireSoon()]);
      await endDue(api.services, api.test.allianceId);
      const { state, spentCents, residualTo, expiresAt } = await api.inAlliance(({ db }) =>
        db.voucher.findUniqueOrThrow({ where: { id: voucher.id } }),
      );
      const isKept = spent !== undefined && !spent.isRefunded;
      if (isKept) expect([state, residualTo]).toEqual(['spent', null]);
      else if (extended) expect([state, residualTo]).toEqual(['active', null]);
      else if (state === 'active') expect([spent?.isRefunded, expiresAt > lastInstant]).toEqual([true, true]);
      else expect([state, spentCents, residualTo]).toEqual(['expired', 0, 'wallet']);
      // Where its last day was not moved meanwhile, no till set it aside after it.
      if (spent && !extended) expect(spent.heldAt.getTime()).toBeLessThanOrEqual(lastInstant.getTime());
      const left = await api.inAlliance((tx) => accountBalance(tx, voucherLiability(voucher.id)));
      expect(left.balanceCents).toBe(state === 'active' ? 1_000 : 0);
      const happened = [spent && 'spent', spent?.isRefunded && 'refunded', extended && 'extended', state];
      const outcome = happened.filter(Boolean).join(' ');
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    });
    const { defects } = await api.inAlliance((tx) => verifyLedger(tx));
    expect(defects).toEqual([]);
    console.log(`${races} races: ${JSON.stringify(outcomes)}`);
  }, 600_000);
});

async function expireSoon(): Promise<void> {
  await sleep(lastMs + Math.random() * 30);
  await endDue(api.services, api.test.allianceId);
}

/** What a till does: it sets aside and takes, and gives every other one back at once. */
async function spend({ id }: Voucher): Promise<{ heldAt: Date; isRefunded: boolean } | undefined> {
  await sleep(Math.random() * 2 * lastMs);
  const held = await atTheTill(async (tx) => {
    const voucher = await tx.db.voucher.findUniqueOrThrow({ where: { id } });
    return holdVoucher(tx, till, voucher, undefined);
  });
  if (!held) return undefined;
  const taken = await atTheTill((tx) => captureHold(tx, till, held.id, undefined));
  const isRefunded = Math.random() < 0.5;
  const wanted = { redemptionId: taken!.redemption.id, wantedCents: undefined };
  if (isRefunded) await atTheTill((tx) => refundRedemption(tx, api, till, wanted));
  return { heldAt: held.createdAt, isRefunded };
}

/** Undefined of what the till is told that it may not. */
async function atTheTill<T>(work: (tx: Tx) => Promise<T | Refusal>): Promise<T | undefined> {
  try {
    const done = await api.inAlliance(work);
    if (!(done instanceof Refusal)) return done;
    expect(done.code).toBe('voucherNotGood');
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    expect((error as Refusal).code).toBe('voucherNotGood');
  }
  return undefined;
}

async function extend({ id: voucherId }: Voucher): Promise<boolean> {
  await sleep(Math.random() * 2 * lastMs);
  const by = { kind: 'account', id: officer.accountId } as const;
  try {
    await api.test.database.inAlliance(api.test.allianceId, by, (tx) =>
      extendVoucher(tx, api.services, { voucherId, until: addDays(today, 60), reason: 'prova' }),
    );
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    expect((error as Refusal).code).toBe('voucherNotExtendable');
    return false;
  }
}
