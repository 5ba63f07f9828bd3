import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  allBalances,
  callLedger,
  legs,
  now,
  refusedBy,
  today,
  type LedgerCaller,
  type RawTransfer,
} from './support.ts';

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

test('debits and credits must be equal', async () => {
  expect(await refusal({ legs: legs(fund, 5, award, -4) })).toBe('transfer_balanced');
});

test('a transfer has at least two legs', async () => {
  expect(await refusal({ legs: legs(award, -5) })).toBe('transfer_balanced');
  expect(await refusal({ legs: [] })).toBe('transfer_balanced');
});

test('every amount has its account', async () => {
  const call = `SELECT ledger.post($1, 'x', 'single', NULL, NULL, 'x', $2::bigint[], $3::bigint[], $4, $5)`;
  const refuses = async (accounts: unknown, cents: unknown) =>
    expect(await refusedBy(ledger.client.query(call, [randomUUID(), accounts, cents, today, now]))).not.toBe(
      'none',
    );
  await refuses([fund, award], [5, -5, 0]);
  await refuses([fund, award, provider], [5, -5]);
  await refuses([fund, award, provider], [5, -5, 0]);
  await refuses([fund, null], [5, -5]);
  await refuses([fund, award], [5, null]);
  await refuses([fund, award], null);
  await refuses(null, [5, -5]);
});

test('no account is named twice', async () => {
  expect(await refusal({ legs: legs(fund, 5, award, -2, award, -3) })).toBe('account_unusable');
});

test('amounts beyond ten thousand million euro are refused, also those whose sum would overflow', async () => {
  expect(await refusal({ legs: legs(fund, '1000000000001', award, '-1000000000001') })).toBe(
    'amount_in_range',
  );
  const most = '9223372036854775807';
  expect(await refusal({ legs: legs(fund, most, award, most, provider, 2) })).toBe('amount_in_range');
  expect(await refusal({ legs: legs(fund, '-9223372036854775808', award, most, provider, 1) })).toBe(
    'amount_in_range',
  );
});

test('no limited account is debited below zero', async () => {
  expect(await refusal({ legs: legs(provider, 1, award, -1) })).toBe('no_overdraft');
});

test('more cannot leave the bank than it holds, sent payments included', async () => {
  const bank = await ledger.open('bank_cash', 'alliance');
  const source = await ledger.open('suspense', 'tests');
  await ledger.post({ legs: legs(bank, 10_00, source, -10_00) });
  await ledger.post({ phase: 'pending', legs: legs(source, 7_00, bank, -7_00) });
  expect(await refusal({ legs: legs(source, 3_01, bank, -3_01) })).toBe('no_overdraft');
});

test('an account of another alliance is unknown here', async () => {
  const other = await callLedger(testDatabase, await testDatabase.addAlliance());
  const foreign = await other.open('provider_payable', 'provider');
  expect(await refusal({ legs: legs(fund, 5, foreign, -5) })).toBe('account_unusable');
});

test('a closed account takes no more legs, and stays closed', async () => {
  const closing = await ledger.open('provider_payable');
  const close = `SELECT ledger.close_account($1, $2) AS outcome`;
  expect((await ledger.client.query(close, [closing, now])).rows).toEqual([{ outcome: 'closed' }]);
  expect((await ledger.client.query(close, [closing, now])).rows).toEqual([{ outcome: 'exists' }]);
  expect(await refusal({ legs: legs(fund, 5, closing, -5) })).toBe('account_unusable');
  const withMoney = await ledger.open('provider_payable', 'with money');
  await ledger.fund(withMoney, 5);
  expect(await refusedBy(ledger.client.query(close, [withMoney, now]))).toBe('account_not_empty');
  const withHold = await ledger.open('beneficiary_payable', 'with a hold');
  await ledger.post({ phase: 'pending', legs: legs(fund, 5, withHold, -5) });
  expect(await refusedBy(ledger.client.query(close, [withHold, now]))).toBe('account_not_empty');
});

test('the same id tells the same event again, or is refused', async () => {
  const id = randomUUID();
  const told = legs(fund, 1_00, provider, -1_00);
  expect(await ledger.post({ id, legs: told })).toBe('created');
  expect(await ledger.post({ id, legs: told })).toBe('exists');
  expect(await ledger.post({ id, legs: told.toReversed() })).toBe('exists');
  for (const other of [
    { legs: legs(fund, 1_01, provider, -1_01) },
    { legs: legs(fund, 1_00, award, -1_00) },
    { legs: told, kind: 'other' },
    { legs: told, ref: 'other' },
    { legs: told, phase: 'pending' },
    { legs: told, phase: 'post', pending: hold },
  ] satisfies RawTransfer[])
    expect(await refusal({ id, ...other })).toBe('transfer_id_mismatch');
});
