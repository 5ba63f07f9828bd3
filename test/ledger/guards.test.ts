import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  allBalances,
  callLedger,
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
  await ledger.post({
    id: hold,
    phase: 'pending',
    legs: [
      [fund, 60_00],
      [award, -60_00],
    ],
  });
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
  expect(
    await refusal({
      legs: [
        [fund, 5],
        [award, -4],
      ],
    }),
  ).toBe('transfer_balanced');
});

test('a transfer has at least two legs', async () => {
  expect(await refusal({ legs: [[award, -5]] })).toBe('transfer_balanced');
  expect(await refusal({ legs: [] })).toBe('transfer_balanced');
});

test('every amount has its account', async () => {
  const call = `SELECT ledger.post($1, 'x', 'single', NULL, NULL, 'x', $2::bigint[], $3::bigint[], $4, $5)`;
  for (const [accounts, cents] of [
    [
      [fund, award],
      [5, -5, 0],
    ],
    [
      [fund, award, provider],
      [5, -5],
    ],
    [null, [5, -5]],
    [[fund, award], null],
    [
      [fund, null],
      [5, -5],
    ],
    [
      [fund, award],
      [5, null],
    ],
    [
      [fund, award, provider],
      [5, -5, 0],
    ],
  ])
    expect(await refusedBy(ledger.client.query(call, [randomUUID(), accounts, cents, today, now]))).not.toBe(
      'none',
    );
});

test('no account is named twice', async () => {
  expect(
    await refusal({
      legs: [
        [fund, 5],
        [award, -2],
        [award, -3],
      ],
    }),
  ).toBe('account_unusable');
});

test('amounts beyond ten thousand million euro are refused, also those whose sum would overflow', async () => {
  expect(
    await refusal({
      legs: [
        [fund, '1000000000001'],
        [award, '-1000000000001'],
      ],
    }),
  ).toBe('amount_in_range');
  const most = '9223372036854775807';
  expect(
    await refusal({
      legs: [
        [fund, most],
        [award, most],
        [provider, 2],
      ],
    }),
  ).toBe('amount_in_range');
  expect(
    await refusal({
      legs: [
        [fund, '-9223372036854775808'],
        [award, most],
        [provider, 1],
      ],
    }),
  ).toBe('amount_in_range');
});

test('no limited account is debited below zero', async () => {
  expect(
    await refusal({
      legs: [
        [provider, 1],
        [award, -1],
      ],
    }),
  ).toBe('no_overdraft');
});

test('held money cannot be spent, nor held again', async () => {
  expect(
    await refusal({
      legs: [
        [fund, 40_01],
        [provider, -40_01],
      ],
    }),
  ).toBe('no_overdraft');
  expect(
    await refusal({
      phase: 'pending',
      legs: [
        [fund, 40_01],
        [provider, -40_01],
      ],
    }),
  ).toBe('no_overdraft');
});

test('more cannot leave the bank than it holds, sent payments included', async () => {
  const bank = await ledger.open('bank_cash', 'alliance');
  const source = await ledger.open('suspense', 'tests');
  await ledger.post({
    legs: [
      [bank, 10_00],
      [source, -10_00],
    ],
  });
  await ledger.post({
    phase: 'pending',
    legs: [
      [source, 7_00],
      [bank, -7_00],
    ],
  });
  expect(
    await refusal({
      legs: [
        [source, 3_01],
        [bank, -3_01],
      ],
    }),
  ).toBe('no_overdraft');
});

test('an account of another alliance is unknown here', async () => {
  const other = await callLedger(testDatabase, await testDatabase.addAlliance());
  const foreign = await other.open('provider_payable', 'provider');
  expect(
    await refusal({
      legs: [
        [fund, 5],
        [foreign, -5],
      ],
    }),
  ).toBe('account_unusable');
});

test('a closed account takes no more legs, and stays closed', async () => {
  const closing = await ledger.open('provider_payable');
  const close = `SELECT ledger.close_account($1, $2) AS outcome`;
  expect((await ledger.client.query(close, [closing, now])).rows).toEqual([{ outcome: 'closed' }]);
  expect((await ledger.client.query(close, [closing, now])).rows).toEqual([{ outcome: 'exists' }]);
  expect(
    await refusal({
      legs: [
        [fund, 5],
        [closing, -5],
      ],
    }),
  ).toBe('account_unusable');
  expect(await refusedBy(ledger.client.query(close, [fund, now]))).toBe('account_not_empty');
  expect(await refusedBy(ledger.client.query(close, [award, now]))).toBe('account_not_empty');
});

test('a void carries no legs', async () => {
  expect(
    await refusal({
      phase: 'void',
      pending: hold,
      legs: [
        [fund, -60_00],
        [award, 60_00],
      ],
    }),
  ).toBe('void_without_legs');
});

test('only a hold of this alliance can be posted or voided', async () => {
  const moved = randomUUID();
  await ledger.post({
    id: moved,
    legs: [
      [fund, 1],
      [provider, -1],
    ],
  });
  expect(await refusal({ phase: 'void', pending: moved, legs: [] })).toBe('pending_not_found');
  const other = await callLedger(testDatabase, await testDatabase.addAlliance());
  expect(await refusedBy(other.post({ phase: 'void', pending: hold, legs: [] }))).toBe('pending_not_found');
});

test('a post names its hold, and nothing else does', async () => {
  expect(
    await refusal({
      phase: 'post',
      legs: [
        [fund, 5],
        [award, -5],
      ],
    }),
  ).toBe('transfer_resolves');
  expect(
    await refusal({
      phase: 'single',
      pending: hold,
      legs: [
        [fund, 5],
        [award, -5],
      ],
    }),
  ).toBe('transfer_resolves');
});

test('a post debits no more than is held on each account', async () => {
  expect(
    await refusal({
      phase: 'post',
      pending: hold,
      legs: [
        [fund, 60_01],
        [award, -60_01],
      ],
    }),
  ).toBe('post_exceeds_hold');
});

test('a post debits no account that the hold does not', async () => {
  await ledger.fund(provider, 60_00);
  expect(
    await refusal({
      phase: 'post',
      pending: hold,
      legs: [
        [provider, 5],
        [award, -5],
      ],
    }),
  ).toBe('post_not_held');
});

test('a hold is resolved once', async () => {
  const once = randomUUID();
  await ledger.post({
    id: once,
    phase: 'pending',
    legs: [
      [fund, 10_00],
      [award, -10_00],
    ],
  });
  await ledger.post({
    phase: 'post',
    pending: once,
    legs: [
      [fund, 4_00],
      [award, -4_00],
    ],
  });
  expect(await ledger.balance(fund)).toMatchObject({ held: 60_00 });
  expect(
    await refusal({
      phase: 'post',
      pending: once,
      legs: [
        [fund, 4_00],
        [award, -4_00],
      ],
    }),
  ).toBe('transfer_resolves_once');
  expect(await refusal({ phase: 'void', pending: once, legs: [] })).toBe('transfer_resolves_once');
});

test('a reversal is the exact negation of a transfer that moved money, once', async () => {
  const mistake = randomUUID();
  await ledger.post({
    id: mistake,
    legs: [
      [fund, 3_00],
      [provider, -2_00],
      [award, -1_00],
    ],
  });
  expect(
    await refusal({
      reverses: mistake,
      legs: [
        [fund, -2_99],
        [provider, 1_99],
        [award, 1_00],
      ],
    }),
  ).toBe('reversal_exact');
  expect(
    await refusal({
      reverses: mistake,
      legs: [
        [fund, -3_00],
        [provider, 3_00],
      ],
    }),
  ).toBe('reversal_exact');
  expect(
    await refusal({
      reverses: hold,
      legs: [
        [fund, -60_00],
        [award, 60_00],
      ],
    }),
  ).toBe('reversal_exact');
  expect(
    await refusal({
      reverses: randomUUID(),
      legs: [
        [fund, -60_00],
        [award, 60_00],
      ],
    }),
  ).toBe('reversal_exact');
  const reversal = randomUUID();
  await ledger.post({
    id: reversal,
    reverses: mistake,
    legs: [
      [award, 1_00],
      [provider, 2_00],
      [fund, -3_00],
    ],
  });
  expect(
    await refusal({
      reverses: mistake,
      legs: [
        [fund, -3_00],
        [provider, 2_00],
        [award, 1_00],
      ],
    }),
  ).toBe('transfer_reversed_once');
  expect(
    await refusal({
      reverses: reversal,
      legs: [
        [fund, 3_00],
        [provider, -2_00],
        [award, -1_00],
      ],
    }),
  ).toBe('reversal_exact');
});

test('the same id tells the same event again, or is refused', async () => {
  const id = randomUUID();
  const legs = [
    [fund, 1_00],
    [provider, -1_00],
  ] as const;
  expect(await ledger.post({ id, legs })).toBe('created');
  expect(await ledger.post({ id, legs })).toBe('exists');
  expect(await ledger.post({ id, legs: legs.toReversed() })).toBe('exists');
  for (const other of [
    {
      legs: [
        [fund, 1_01],
        [provider, -1_01],
      ],
    },
    {
      legs: [
        [fund, 1_00],
        [award, -1_00],
      ],
    },
    { legs, kind: 'other' },
    { legs, ref: 'other' },
    { legs, phase: 'pending' },
    { legs, phase: 'post', pending: hold },
  ] satisfies RawTransfer[])
    expect(await refusal({ id, ...other })).toBe('transfer_id_mismatch');
});
