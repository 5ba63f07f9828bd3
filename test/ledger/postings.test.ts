import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sumCents } from '../../domain/money.ts';
import {
  bankCash,
  beneficiaryPayable,
  fundPledged,
  fundReserve,
  fundSolidarity,
  providerPayable,
  receivableFrom,
} from '../../ledger/accounts.ts';
import * as postings from '../../ledger/postings.ts';
import { transferId } from '../../ledger/transfer-id.ts';

const event = { id: transferId('test', 'event'), effectiveOn: '2026-11-22' };
/** As shipped. */
const reserve = { numerator: 1_000, denominator: 10_000 };
const contribution = {
  ...event,
  reserve,
  contributionId: 'c1',
  source: 'provider',
  organisationId: 'o1',
} as const;
const award = { ...event, awardId: 'a1', amountCents: 950_00 };
const settlement = { ...event, providerId: 'o1', bankRef: 'CRO-1', amountCents: 950_00 };

function everyEvent(amountCents: number): readonly postings.Transfer[] {
  return [
    postings.contributionPledged({ ...contribution, amountCents }),
    postings.contributionCollected({ ...contribution, amountCents }),
    postings.contributionReceived({ ...event, reserve, bankRef: 'CRO-1', amountCents }),
    postings.fundHold({ ...award, amountCents }),
    postings.awardApproved({ ...award, amountCents, holdId: 'h1' }),
    postings.unitDelivered({ ...award, amountCents, unitId: 'u1', providerId: 'o1' }),
    postings.awardReleased({ ...award, amountCents }),
    postings.settlementSent({ ...settlement, amountCents }),
    postings.settlementConfirmed({ ...settlement, amountCents, holdId: 'h1' }),
    postings.settlementPaid({ ...settlement, amountCents }),
  ];
}

test('every event balances, whatever its amount, on accounts named once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000_000_000 }), (amountCents) => {
      for (const { legs } of everyEvent(amountCents)) {
        expect(sumCents(legs.map((leg) => leg.amountCents))).toBe(0);
        expect(new Set(legs.map(({ account }) => JSON.stringify(account))).size).toBe(legs.length);
        expect(legs.length).toBeGreaterThan(1);
      }
    }),
    { numRuns: 4_096 },
  );
});

test('a tenth of what is collected goes to the reserve, half-up', () => {
  for (const [amountCents, reserveCents] of [
    [45_00, 4_50],
    [200, 20],
    [5, 1],
    [15, 2],
    [14, 1],
  ] as const)
    expect(postings.contributionCollected({ ...contribution, amountCents }).legs).toEqual([
      { account: bankCash, amountCents },
      { account: fundPledged, amountCents },
      { account: receivableFrom('provider', 'o1'), amountCents: -amountCents },
      { account: fundSolidarity, amountCents: reserveCents - amountCents },
      { account: fundReserve, amountCents: -reserveCents },
    ]);
});

test('four cents are too few for the reserve: that leg is left out', () => {
  const { legs } = postings.contributionReceived({ ...event, reserve, bankRef: 'CRO-1', amountCents: 4 });
  expect(legs).toEqual([
    { account: bankCash, amountCents: 4 },
    { account: fundSolidarity, amountCents: -4 },
  ]);
});

test('an award goes from the Fund to its own account, from there to the provider, or back', () => {
  const hold = postings.fundHold(award);
  expect(hold).toMatchObject({ phase: 'pending', kind: 'fund_hold', businessRef: 'a1' });
  expect(hold.legs).toEqual([
    { account: fundSolidarity, amountCents: 950_00 },
    { account: beneficiaryPayable('a1'), amountCents: -950_00 },
  ]);
  expect(postings.awardApproved({ ...award, holdId: 'h1' })).toMatchObject({
    phase: 'post',
    pendingId: 'h1',
    legs: hold.legs,
  });
  expect(postings.holdReleased({ ...award, holdId: 'h1' })).toMatchObject({
    phase: 'void',
    pendingId: 'h1',
    legs: [],
  });
  expect(
    postings.unitDelivered({ ...award, unitId: 'u1', providerId: 'o1', amountCents: 95_00 }).legs,
  ).toEqual([
    { account: beneficiaryPayable('a1'), amountCents: 95_00 },
    { account: providerPayable('o1'), amountCents: -95_00 },
  ]);
  expect(postings.awardReleased({ ...award, amountCents: 190_00 }).legs).toEqual([
    { account: beneficiaryPayable('a1'), amountCents: 190_00 },
    { account: fundSolidarity, amountCents: -190_00 },
  ]);
});

test('a provider is paid from the bank, and owed again when the payment bounces', () => {
  const legs = [
    { account: providerPayable('o1'), amountCents: 950_00 },
    { account: bankCash, amountCents: -950_00 },
  ];
  expect(postings.settlementSent(settlement)).toMatchObject({ phase: 'pending', legs });
  expect(postings.settlementConfirmed({ ...settlement, holdId: 'h1' })).toMatchObject({
    phase: 'post',
    legs,
  });
  expect(postings.settlementBounced({ ...settlement, holdId: 'h1' })).toMatchObject({
    phase: 'void',
    legs: [],
  });
  expect(postings.settlementPaid(settlement)).toMatchObject({ phase: 'single', legs });
});

test('a reversal negates every leg and names what it reverses', () => {
  const original = postings.contributionReceived({ ...event, reserve, bankRef: 'CRO-1', amountCents: 100 });
  const reversed = postings.reversal({
    ...event,
    id: transferId('test', 'undo'),
    businessRef: 'order-7',
    original,
  });
  expect(reversed).toMatchObject({ kind: 'reversal', reversesId: original.id, businessRef: 'order-7' });
  expect(reversed.legs).toEqual([
    { account: bankCash, amountCents: -100 },
    { account: fundSolidarity, amountCents: 90 },
    { account: fundReserve, amountCents: 10 },
  ]);
});

test('amounts that are not whole cents above zero are a mistake of the caller', () => {
  for (const amountCents of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])
    expect(() => postings.fundHold({ ...award, amountCents })).toThrow(RangeError);
});

test('a transfer id depends on process and step, and on nothing else', () => {
  const id = transferId('fund-disbursement/a1', 'hold');
  expect(id).toBe(transferId('fund-disbursement/a1', 'hold'));
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const others = [
    transferId('fund-disbursement/a2', 'hold'),
    transferId('fund-disbursement/a1', 'release'),
    transferId('fund-disbursement/a1', 'ho', 'ld'),
    transferId('fund-disbursement/a1/hold', ''),
  ];
  expect(new Set([id, ...others]).size).toBe(5);
});
