import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  allBalances,
  callLedger,
  legs,
  now,
  rawPostBatch,
  rawReverseBatch,
  refusedBy,
  today,
  type LedgerCaller,
  type RawBatched,
} from './support.ts';

let testDatabase: TestDatabase;
let ledger: LedgerCaller;
let fund: string;
let award: string;
let provider: string;

beforeAll(async () => {
  testDatabase = await openTestDatabase();
  ledger = await callLedger(testDatabase, testDatabase.allianceId);
  fund = await ledger.open('fund_solidarity', 'fund');
  award = await ledger.open('beneficiary_payable', 'award');
  provider = await ledger.open('provider_payable', 'provider');
  await ledger.fund(fund, 100_00);
});

afterAll(async () => {
  expect(await ledger.defects()).toEqual([]);
  await testDatabase.close();
});

const postBatch = (transfers: readonly RawBatched[], kind?: string): Promise<number> =>
  rawPostBatch(ledger.client, transfers, kind);

/** A batch with one sound transfer and a bad one: the guard, having seen that the sound one left no trace. */
async function refusal(bad: RawBatched, kind?: string): Promise<string> {
  const before = await allBalances(ledger.client);
  const guard = await refusedBy(postBatch([{ legs: move(1) }, bad], kind));
  expect(await allBalances(ledger.client)).toEqual(before);
  return guard;
}

const move = (cents: number): RawBatched['legs'] => [
  [fund, cents],
  [award, -cents],
];

test('each transfer of a batch balances by itself', async () => {
  expect(await refusal({ legs: legs(fund, 5, award, -4) })).toBe('transfer_balanced');
  expect(await refusal({ legs: legs(award, -5) })).toBe('transfer_balanced');
  expect(await refusal({ legs: [] })).toBe('transfer_balanced');
  const crosswise = [{ legs: legs(fund, 5, award, -4) }, { legs: legs(fund, 4, award, -5) }] as const;
  expect(await refusedBy(postBatch(crosswise))).toBe('transfer_balanced');
});

test('every leg of a batch belongs to one of its transfers', async () => {
  const call = 'SELECT ledger.post_batch($1, $2, $3, $4, $5, $6, $7, $8)';
  const attempt = (transfers: unknown, refs: unknown = ['a']) =>
    refusedBy(
      ledger.client.query(call, [[randomUUID()], 'x', refs, transfers, [fund, award], [5, -5], today, now]),
    );
  for (const transfers of [[2, 2], [0, 0], [1, 2], [1, null], [null, null], [1], []])
    expect(await attempt(transfers)).toBe('transfer_balanced');
  expect(await attempt([1, 1], ['a', 'b'])).toBe('transfer_balanced');
  expect(await attempt([1, 1], [])).toBe('transfer_balanced');
});

test('a batch overdraws no account and reaches no closed or foreign one', async () => {
  expect(await refusal({ legs: move(100_00) })).toBe('no_overdraft');
  expect(await refusal({ legs: legs(fund, 5, '999999', -5) })).toBe('account_unusable');
  const closed = await ledger.open('provider_payable', 'closed');
  await ledger.client.query('SELECT ledger.close_account($1, $2)', [closed, now]);
  expect(await refusal({ legs: legs(fund, 5, closed, -5) })).toBe('account_unusable');
  const other = await callLedger(testDatabase, await testDatabase.addAlliance());
  expect(await refusal({ legs: legs(fund, 5, await other.open('provider_payable'), -5) })).toBe(
    'account_unusable',
  );
});

test('a transfer of a batch names an account once', async () => {
  expect(await refusal({ legs: legs(fund, 5, award, -2, award, -3) })).toBe('posting_pkey');
});

test('amounts are in range in a batch too', async () => {
  const tooMuch = '1000000000001';
  expect(
    await refusal({
      legs: legs(fund, tooMuch, award, `-${tooMuch}`),
    }),
  ).toBe('amount_in_range');
  expect(await refusal({ legs: legs(fund, 5, provider, 0, award, -5) })).toBe('amount_in_range');
});

test('an id in a batch is one event, as everywhere', async () => {
  const id = randomUUID();
  expect(
    await refusedBy(
      postBatch([
        { id, legs: move(1) },
        { id, legs: move(1) },
      ]),
    ),
  ).toBe('transfer_id_mismatch');
  expect(await postBatch([{ id, legs: move(1) }])).toBe(1);
  expect(await postBatch([{ id, legs: move(1) }])).toBe(0);
  expect(await refusal({ id, legs: move(2) })).toBe('transfer_id_mismatch');
  expect(await refusal({ id, legs: move(1), ref: 'other' })).toBe('transfer_id_mismatch');
  expect(await refusal({ id, legs: move(1) }, 'other')).toBe('transfer_id_mismatch');
  expect(await ledger.post({ id, legs: move(1) })).toBe('exists');
});

test('what existed before is not counted twice in the balances', async () => {
  const first = { id: randomUUID(), legs: move(10) };
  await postBatch([first]);
  const { posted } = await ledger.balance(award);
  expect(await postBatch([{ legs: move(20) }, first, { legs: legs(fund, 7, provider, -7) }])).toBe(2);
  expect(await ledger.balance(award)).toEqual({ posted: posted + 20, held: 0 });
});

describe('many reversals at once', () => {
  const reverse = (...reversals: Parameters<typeof rawReverseBatch>[1]) =>
    rawReverseBatch(ledger.client, reversals);

  async function moved(cents: number): Promise<string> {
    const id = randomUUID();
    await ledger.post({ id, legs: move(cents) });
    return id;
  }

  /** With a sound one beside it, which leaves no trace either. */
  async function refusedReversal(reverses: string, id: string = randomUUID()): Promise<string> {
    const sound = await moved(1);
    const before = await allBalances(ledger.client);
    const guard = await refusedBy(reverse({ reverses: sound }, { id, reverses }));
    expect(await allBalances(ledger.client)).toEqual(before);
    return guard;
  }

  test('negate each to the cent, once, however often they are told', async () => {
    const before = await ledger.balance(award);
    const [first, second] = [await moved(3), await moved(4)];
    const told = [
      { id: randomUUID(), reverses: first },
      { id: randomUUID(), reverses: second },
    ] as const;
    expect(await reverse(told[0])).toBe(1);
    expect(await reverse(...told)).toBe(1);
    expect(await reverse(...told)).toBe(0);
    expect(await ledger.balance(award)).toEqual(before);
    expect(await refusedReversal(first)).toBe('transfer_reversed_once');
  });

  test('are of what moved money, and of no reversal', async () => {
    const [hold, reversal] = [randomUUID(), randomUUID()];
    await ledger.post({ id: hold, phase: 'pending', legs: move(2) });
    await reverse({ id: reversal, reverses: await moved(5) });
    for (const wrong of [hold, reversal, randomUUID()])
      expect(await refusedReversal(wrong)).toBe('reversal_exact');
  });

  test('have an id each, which is no other transfer’s', async () => {
    const other = await moved(6);
    expect(await refusedReversal(await moved(7), other)).toBe('transfer_id_mismatch');
    const id = randomUUID();
    const twice = [
      { id, reverses: other },
      { id, reverses: await moved(8) },
    ] as const;
    expect(await refusedBy(reverse(...twice))).toBe('transfer_id_mismatch');
  });

  test('reach no closed account', async () => {
    const closing = await ledger.open('provider_payable', 'closing');
    const paid = randomUUID();
    await ledger.post({ id: paid, legs: legs(fund, 5, closing, -5) });
    await ledger.post({ legs: legs(closing, 5, fund, -5) });
    await ledger.client.query('SELECT ledger.close_account($1, $2)', [closing, now]);
    expect(await refusedReversal(paid)).toBe('account_unusable');
  });
});
