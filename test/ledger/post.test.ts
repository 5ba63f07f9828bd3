import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TimeSource } from '../../domain/clock.ts';
import {
  bankCash,
  beneficiaryPayable,
  fundSolidarity,
  openAccounts,
  providerPayable,
} from '../../ledger/accounts.ts';
import { accountBalance, fundBalances, movements, writtenTransfer } from '../../ledger/balances.ts';
import { LedgerRefusal, post, postBatch } from '../../ledger/post.ts';
import * as postings from '../../ledger/postings.ts';
import { transferId } from '../../ledger/transfer-id.ts';
import { verifyLedger } from '../../ledger/verify.ts';
import type { Tx } from '../../prisma/database.ts';
import { openTestDatabase, testActor, type TestDatabase } from '../support/database.ts';
import { now, today } from './support.ts';

const clock: TimeSource = { now: () => Promise.resolve(now) };
let testDatabase: TestDatabase;

beforeAll(async () => {
  testDatabase = await openTestDatabase({ clock });
});
afterAll(() => testDatabase.close());

const inAlliance = <T>(allianceId: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
  testDatabase.database.inAlliance(allianceId, testActor, work);

const event = (step: string) => ({ id: transferId('test', step), effectiveOn: today });
/** As shipped. */
const reserve = { numerator: 1_000, denominator: 10_000 };
const award = { awardId: 'a1', amountCents: 950_00 };
const emptyFund = {
  availableCents: 0,
  committedCents: 0,
  reserveCents: 0,
  pledgedCents: 0,
  collectedCents: 0,
};

test('a case from contribution to settlement, its balances read from the ledger at each step', async () => {
  const allianceId = await testDatabase.addAlliance();
  const step = async (transfer: postings.Transfer) =>
    inAlliance(allianceId, async (tx) => {
      expect(await post(tx, transfer)).toBe('created');
      return fundBalances(tx);
    });
  const contribution = {
    contributionId: 'c1',
    source: 'employer',
    organisationId: 'o1',
    amountCents: 2_000_00,
  } as const;
  expect(await inAlliance(allianceId, fundBalances)).toEqual(emptyFund);
  expect(await step(postings.contributionPledged({ ...event('pledge'), ...contribution }))).toEqual({
    ...emptyFund,
    pledgedCents: 2_000_00,
  });
  expect(
    await step(postings.contributionCollected({ ...event('collect'), reserve, ...contribution })),
  ).toEqual({
    availableCents: 1_800_00,
    committedCents: 0,
    reserveCents: 200_00,
    pledgedCents: 0,
    collectedCents: 2_000_00,
  });
  expect(await step(postings.fundHold({ ...event('hold'), ...award }))).toMatchObject({
    availableCents: 850_00,
    committedCents: 950_00,
  });
  expect(
    await step(postings.awardApproved({ ...event('approve'), ...award, holdId: event('hold').id })),
  ).toMatchObject({ availableCents: 850_00, committedCents: 950_00 });
  expect(
    await step(
      postings.unitDelivered({
        ...event('unit'),
        ...award,
        amountCents: 95_00,
        unitId: 'u1',
        providerId: 'p1',
      }),
    ),
  ).toMatchObject({ availableCents: 850_00, committedCents: 855_00 });
  expect(await step(postings.awardReleased({ ...event('release'), ...award, amountCents: 855_00 }))).toEqual({
    availableCents: 1_705_00,
    committedCents: 0,
    reserveCents: 200_00,
    pledgedCents: 0,
    collectedCents: 2_000_00,
  });
  const settlement = { providerId: 'p1', bankRef: 'CRO-1', amountCents: 95_00 };
  await step(postings.settlementSent({ ...event('sent'), ...settlement }));
  await step(
    postings.settlementConfirmed({ ...event('confirmed'), ...settlement, holdId: event('sent').id }),
  );

  await inAlliance(allianceId, async (tx) => {
    expect(await accountBalance(tx, providerPayable('p1'))).toEqual({ balanceCents: 0, heldCents: 0 });
    expect(await accountBalance(tx, bankCash)).toEqual({ balanceCents: 1_905_00, heldCents: 0 });
    expect(await accountBalance(tx, beneficiaryPayable('unknown'))).toEqual({
      balanceCents: 0,
      heldCents: 0,
    });
    expect(await verifyLedger(tx)).toMatchObject({ defects: [], examined: { transfers: 8 } });
  });
});

test('movements come newest first, page by page, each once', async () => {
  const allianceId = await testDatabase.addAlliance();
  await inAlliance(allianceId, async (tx) => {
    for (const [step, amountCents] of [
      ['one', 10_00],
      ['two', 20_00],
      ['three', 30_00],
    ] as const)
      await post(tx, postings.contributionReceived({ ...event(step), reserve, bankRef: step, amountCents }));
    await post(tx, postings.fundHold({ ...event('hold'), awardId: 'a1', amountCents: 5_00 }));
    await post(tx, postings.holdReleased({ ...event('void'), awardId: 'a1', holdId: event('hold').id }));
    const first = await movements(tx, fundSolidarity, { limit: 2 });
    const second = await movements(tx, fundSolidarity, { limit: 9, before: first.at(-1)!.version });
    expect([...first, ...second].map(({ businessRef, amountCents }) => [businessRef, amountCents])).toEqual([
      ['a1', -5_00],
      ['three', 27_00],
      ['two', 18_00],
      ['one', 9_00],
    ]);
    expect(first[0]).toEqual({
      transferId: event('hold').id,
      kind: 'fund_hold',
      phase: 'pending',
      resolvedBy: 'void',
      businessRef: 'a1',
      effectiveOn: today,
      recordedAt: now,
      amountCents: -5_00,
      version: 4,
    });
    const [newestOfBank] = await movements(tx, bankCash, { limit: 1 });
    expect(newestOfBank).toMatchObject({ amountCents: 30_00, resolvedBy: null });
  });
});

test('a mistaken inflow is reversed from what was written, and no longer counts as collected', async () => {
  const allianceId = await testDatabase.addAlliance();
  await inAlliance(allianceId, async (tx) => {
    await post(
      tx,
      postings.contributionReceived({ ...event('wrong'), reserve, bankRef: 'CRO-9', amountCents: 10_00 }),
    );
    const original = await writtenTransfer(tx, event('wrong').id);
    expect(original).toMatchObject({ kind: 'contribution_received' });
    await post(tx, postings.reversal({ ...event('undo'), businessRef: 'order-1', original: original! }));
    expect(await fundBalances(tx)).toEqual({
      availableCents: 0,
      committedCents: 0,
      reserveCents: 0,
      pledgedCents: 0,
      collectedCents: 0,
    });
    expect(await writtenTransfer(tx, transferId('never', 'written'))).toBeUndefined();
  });
});

test('refusals come with their names, and take the whole transaction with them', async () => {
  const allianceId = await testDatabase.addAlliance();
  const refused = async (transfer: postings.Transfer) => {
    const outcome = await inAlliance(allianceId, async (tx) => {
      await post(
        tx,
        postings.contributionReceived({ ...event('doomed'), reserve, bankRef: 'x', amountCents: 100 }),
      );
      await post(tx, transfer);
    }).catch((error: unknown) => error);
    expect(outcome).toBeInstanceOf(LedgerRefusal);
    expect(await inAlliance(allianceId, (tx) => writtenTransfer(tx, event('doomed').id))).toBeUndefined();
    return (outcome as LedgerRefusal).code;
  };
  await inAlliance(allianceId, async (tx) => {
    await post(
      tx,
      postings.contributionReceived({ ...event('opening'), reserve, bankRef: 'x', amountCents: 1_000_00 }),
    );
    await post(tx, postings.fundHold({ ...event('hold'), awardId: 'a1', amountCents: 100_00 }));
    await post(tx, postings.fundHold({ ...event('spent'), awardId: 'a2', amountCents: 100_00 }));
    await post(tx, postings.holdReleased({ ...event('void'), awardId: 'a2', holdId: event('spent').id }));
  });
  const hold = postings.fundHold({ ...event('next'), ...award });
  expect(
    await refused({ ...hold, legs: hold.legs.map((leg) => ({ ...leg, amountCents: leg.amountCents * 2 })) }),
  ).toBe('insufficientFunds');
  expect(await refused({ ...hold, legs: hold.legs.slice(0, 1) })).toBe('unbalanced');
  expect(await refused({ ...hold, id: event('hold').id })).toBe('idOfAnotherTransfer');
  expect(await refused({ ...hold, phase: 'void', pendingId: event('hold').id })).toBe('voidCarriesLegs');
  expect(await refused({ ...hold, phase: 'post', pendingId: event('hold').id })).toBe('holdExceeded');
  expect(await refused({ ...hold, phase: 'post', pendingId: event('nowhere').id })).toBe('holdNotFound');
  expect(
    await refused({
      ...hold,
      phase: 'post',
      pendingId: event('hold').id,
      legs: [
        { account: bankCash, amountCents: 1 },
        { account: fundSolidarity, amountCents: -1 },
      ],
    }),
  ).toBe('notHeld');
  expect(
    await refused(postings.holdReleased({ ...event('again'), awardId: 'a2', holdId: event('spent').id })),
  ).toBe('holdAlreadyResolved');
  expect(await refused({ ...hold, phase: 'single', reversesId: event('opening').id })).toBe(
    'reversalNotExact',
  );
});

test('a batch writes each of its transfers once, however often it is told', async () => {
  const allianceId = await testDatabase.addAlliance();
  const received = (n: number) =>
    postings.contributionReceived({
      ...event(`batch ${n}`),
      reserve,
      bankRef: `CRO-${n}`,
      amountCents: 10_00 * n,
    });
  const batch = { kind: 'contribution_received', effectiveOn: today } as const;
  const tell = (...numbers: number[]) =>
    inAlliance(allianceId, (tx) => postBatch(tx, batch, numbers.map(received)));
  expect(await tell(1, 2, 3)).toBe(3);
  expect(await tell(3, 1, 2)).toBe(0);
  expect(await tell(2, 4, 3, 5)).toBe(2);
  expect(await tell()).toBe(0);
  await inAlliance(allianceId, async (tx) => {
    expect(await fundBalances(tx)).toMatchObject({
      availableCents: 135_00,
      reserveCents: 15_00,
      collectedCents: 150_00,
    });
    expect((await movements(tx, fundSolidarity, { limit: 9 })).map(({ version }) => version)).toEqual([
      5, 4, 3, 2, 1,
    ]);
    expect(await verifyLedger(tx)).toMatchObject({ defects: [] });
  });
});

test('opening an account again does nothing', async () => {
  const allianceId = await testDatabase.addAlliance();
  await inAlliance(allianceId, async (tx) => {
    await openAccounts(tx, [fundSolidarity, bankCash]);
    await openAccounts(tx, [bankCash, fundSolidarity]);
    expect(await verifyLedger(tx)).toMatchObject({ examined: { accounts: 2 } });
  });
});
