import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { allBalances, callLedger, legs, refusedBy, type LedgerCaller, type RawTransfer } from './support.ts';

let testDatabase: TestDatabase;
let ledger: LedgerCaller;
let fund: string;
let award: string;
let provider: string;
let hold: string;

beforeAll(async () => {
  testDatabase = await openTestDatabase();
  ledger = await callLedger(testDatabase, testDatabase.allianceId);
  fund = await ledger.open('fund_solidarity', 'fund');
  award = await ledger.open('beneficiary_payable', 'award');
  provider = await ledger.open('provider_payable', 'provider');
  await ledger.fund(fund, 100_00);
  hold = randomUUID();
  await ledger.post({ id: hold, phase: 'pending', legs: legs(fund, 60_00, award, -60_00) });
});

afterAll(async () => {
  expect(await ledger.defects()).toEqual([]);
  await testDatabase.close();
});

async function refusal(transfer: RawTransfer): Promise<string> {
  const before = await allBalances(ledger.client);
  const guard = await refusedBy(ledger.post(transfer));
  expect(await allBalances(ledger.client)).toEqual(before);
  return guard;
}

test('held money cannot be spent, nor held again', async () => {
  expect(await refusal({ legs: legs(fund, 40_01, provider, -40_01) })).toBe('no_overdraft');
  expect(await refusal({ phase: 'pending', legs: legs(fund, 40_01, provider, -40_01) })).toBe('no_overdraft');
});

test('a void carries no legs', async () => {
  expect(await refusal({ phase: 'void', pending: hold, legs: legs(fund, -60_00, award, 60_00) })).toBe(
    'void_without_legs',
  );
});

test('only a hold of this alliance can be posted or voided', async () => {
  const moved = randomUUID();
  await ledger.post({ id: moved, legs: legs(fund, 1, provider, -1) });
  expect(await refusal({ phase: 'void', pending: moved, legs: [] })).toBe('pending_not_found');
  const other = await callLedger(testDatabase, await testDatabase.addAlliance());
  expect(await refusedBy(other.post({ phase: 'void', pending: hold, legs: [] }))).toBe('pending_not_found');
});

test('a post names its hold, and nothing else does', async () => {
  expect(await refusal({ phase: 'post', legs: legs(fund, 5, award, -5) })).toBe('transfer_resolves');
  expect(await refusal({ phase: 'single', pending: hold, legs: legs(fund, 5, award, -5) })).toBe(
    'transfer_resolves',
  );
});

test('a post debits no more than is held on each account', async () => {
  expect(await refusal({ phase: 'post', pending: hold, legs: legs(fund, 60_01, award, -60_01) })).toBe(
    'post_exceeds_hold',
  );
});

test('a post debits no account that the hold does not', async () => {
  await ledger.fund(provider, 60_00);
  expect(await refusal({ phase: 'post', pending: hold, legs: legs(provider, 5, award, -5) })).toBe(
    'post_not_held',
  );
});

test('a hold is resolved once', async () => {
  const once = randomUUID();
  await ledger.post({ id: once, phase: 'pending', legs: legs(fund, 10_00, award, -10_00) });
  await ledger.post({ phase: 'post', pending: once, legs: legs(fund, 4_00, award, -4_00) });
  expect(await ledger.balance(fund)).toMatchObject({ held: 60_00 });
  expect(await refusal({ phase: 'post', pending: once, legs: legs(fund, 4_00, award, -4_00) })).toBe(
    'transfer_resolves_once',
  );
  expect(await refusal({ phase: 'void', pending: once, legs: [] })).toBe('transfer_resolves_once');
});

test('a reversal is the exact negation of a transfer that moved money, once', async () => {
  const mistake = randomUUID();
  await ledger.post({ id: mistake, legs: legs(fund, 3_00, provider, -2_00, award, -1_00) });
  expect(await refusal({ reverses: mistake, legs: legs(fund, -2_99, provider, 1_99, award, 1_00) })).toBe(
    'reversal_exact',
  );
  expect(await refusal({ reverses: mistake, legs: legs(fund, -3_00, provider, 3_00) })).toBe(
    'reversal_exact',
  );
  expect(await refusal({ reverses: hold, legs: legs(fund, -60_00, award, 60_00) })).toBe('reversal_exact');
  expect(await refusal({ reverses: randomUUID(), legs: legs(fund, -60_00, award, 60_00) })).toBe(
    'reversal_exact',
  );
  const reversal = randomUUID();
  await ledger.post({
    id: reversal,
    reverses: mistake,
    legs: legs(award, 1_00, provider, 2_00, fund, -3_00),
  });
  expect(await refusal({ reverses: mistake, legs: legs(fund, -3_00, provider, 2_00, award, 1_00) })).toBe(
    'transfer_reversed_once',
  );
  expect(await refusal({ reverses: reversal, legs: legs(fund, 3_00, provider, -2_00, award, -1_00) })).toBe(
    'reversal_exact',
  );
});
