import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { callLedger, legs, now, refusedBy, today, type LedgerCaller } from './support.ts';

const tables = ['account', 'transfer', 'posting', 'closing', 'seal', 'seal_item', 'seal_head'] as const;
/** These, and the queue that the sealer empties. */
const allTables = [...tables, 'unsealed'] as const;
const DENIED = '42501';

let testDatabase: TestDatabase;
let ledger: LedgerCaller;
let owner: pg.Client;
let fund: string;
let award: string;
let transfer: string;

beforeAll(async () => {
  testDatabase = await openTestDatabase();
  ledger = await callLedger(testDatabase, testDatabase.allianceId);
  fund = await ledger.open('fund_solidarity', 'fund');
  award = await ledger.open('beneficiary_payable', 'award');
  await ledger.fund(fund, 100_00);
  transfer = randomUUID();
  await ledger.post({ id: transfer, legs: legs(fund, 10_00, award, -10_00) });
  const empty = await ledger.open('provider_payable', 'closed');
  await ledger.client.query('SELECT ledger.close_account($1, $2)', [empty, now]);
  await ledger.client.query('SELECT ledger.seal(NULL, $1)', [now]);
  await ledger.open('provider_payable', 'waits for its seal');
  owner = await testDatabase.superuser();
  await owner.query('SET ROLE reciproca_owner');
  await owner.query(`SELECT set_config('app.alliance', $1, false)`, [testDatabase.allianceId]);
});

afterAll(async () => {
  expect(await ledger.defects()).toEqual([]);
  await testDatabase.close();
});

/** Tries a statement within the owner's open transaction, which goes on after it. */
async function refusedWithin(statement: string, values?: unknown[]): Promise<string> {
  await owner.query('SAVEPOINT attempt');
  const guard = await refusedBy(owner.query(statement, values));
  await owner.query('ROLLBACK TO SAVEPOINT attempt');
  return guard;
}

test('the application may read the ledger and call its functions, and write nothing itself', async () => {
  await ledger.client.query(`SELECT set_config('ledger.writing', 'on', false)`);
  for (const table of allTables) {
    expect((await ledger.client.query(`SELECT * FROM ledger.${table}`)).rows.length).toBeGreaterThan(0);
    expect(
      await refusedBy(
        ledger.client.query(
          `INSERT INTO ledger.${table} OVERRIDING SYSTEM VALUE SELECT * FROM ledger.${table}`,
        ),
      ),
    ).toBe(DENIED);
    expect(await refusedBy(ledger.client.query(`UPDATE ledger.${table} SET alliance_id = alliance_id`))).toBe(
      DENIED,
    );
    expect(await refusedBy(ledger.client.query(`DELETE FROM ledger.${table}`))).toBe(DENIED);
    expect(await refusedBy(ledger.client.query(`TRUNCATE ledger.${table} CASCADE`))).toBe(DENIED);
  }
  await ledger.client.query(`SELECT set_config('ledger.writing', '', false)`);
});

test('the application may call no part of a function by itself', async () => {
  for (const call of [
    `ledger.release_hold('${randomUUID()}')`,
    `ledger.check_same('${transfer}', 'x', 'single', NULL, NULL, 'x', '{}', '{}')`,
    `ledger.begin_block('ledger')`,
    `ledger.end_block('ledger', 1, now())`,
  ])
    expect(await refusedBy(ledger.client.query(`SELECT ${call}`))).toBe(DENIED);
});

test('not even the owner of the tables changes or removes what is written', async () => {
  for (const table of ['transfer', 'posting', 'closing', 'seal', 'seal_item'])
    expect(await refusedBy(owner.query(`UPDATE ledger.${table} SET alliance_id = alliance_id`))).toBe(
      'append_only',
    );
  for (const table of tables) {
    expect(await refusedBy(owner.query(`DELETE FROM ledger.${table}`))).toBe('append_only');
    expect(await refusedBy(owner.query(`TRUNCATE ledger.${table} CASCADE`))).toBe('append_only');
  }
  for (const column of ['kind', 'owner_ref', 'shard'])
    expect(await refusedBy(owner.query(`UPDATE ledger.account SET ${column} = ${column}`))).toBe(
      'identity_is_fixed',
    );
});

test('not even the owner writes beside the functions: an unbalanced, late or bare row has no way in', async () => {
  const alliance = testDatabase.allianceId;
  const leg = `INSERT INTO ledger.posting VALUES ('${alliance}', $1, $2, 5, 99)`;
  expect(await refusedBy(owner.query(leg, [randomUUID(), fund]))).toBe('written_by_functions');
  expect(await refusedBy(owner.query(leg, [transfer, fund]))).toBe('written_by_functions');
  const header = `INSERT INTO ledger.transfer VALUES ('${alliance}', $1, 'x', 'single', NULL, NULL, 'x', $2, $3)`;
  expect(await refusedBy(owner.query(header, [randomUUID(), today, now]))).toBe('written_by_functions');
  const balance =
    'UPDATE ledger.account SET credit_posted_cents = credit_posted_cents + 1, version = version + 1';
  expect(await refusedBy(owner.query(balance))).toBe('written_by_functions');
  for (const statement of ['DELETE FROM', 'TRUNCATE'])
    expect(await refusedBy(owner.query(`${statement} ledger.unsealed`))).toBe('written_by_functions');
  for (const table of ['account', 'closing', 'seal', 'seal_item', 'seal_head', 'unsealed'])
    expect(
      await refusedBy(
        owner.query(`INSERT INTO ledger.${table} OVERRIDING SYSTEM VALUE SELECT * FROM ledger.${table}`),
      ),
    ).toBe('written_by_functions');
});

test('should a function ever write wrongly, the tables still refuse', async () => {
  await owner.query('BEGIN');
  await owner.query(`SELECT set_config('ledger.writing', 'on', true)`);
  const posting = (id: string, account: string, cents: number, version: number) =>
    refusedWithin(`INSERT INTO ledger.posting VALUES ($1, $2, $3, $4, $5)`, [
      testDatabase.allianceId,
      id,
      account,
      cents,
      version,
    ]);
  expect(await posting(randomUUID(), fund, 5, 1)).toBe('posting_linear');
  expect(await posting(transfer, fund, 5, 99)).toBe('posting_pkey');
  expect(await posting(randomUUID(), fund, 0, 99)).toBe('amount_in_range');
  const balance = (change: string) => refusedWithin(`UPDATE ledger.account SET ${change} WHERE id = ${fund}`);
  expect(await balance('debit_posted_cents = credit_posted_cents + 1')).toBe('no_overdraft');
  expect(await balance('debit_pending_cents = credit_posted_cents')).toBe('no_overdraft');
  for (const column of [
    'debit_posted_cents',
    'credit_posted_cents',
    'debit_pending_cents',
    'credit_pending_cents',
  ])
    expect(await balance(`${column} = -1`)).not.toBe('none');
  await owner.query('ROLLBACK');
});

test('the audit trail takes new rows from the application, and neither changes nor removals from anyone', async () => {
  const row = [randomUUID(), testDatabase.allianceId, now];
  await ledger.client.query(
    `INSERT INTO audit (id, alliance_id, at, actor_kind, actor_id, action, subject_kind) VALUES ($1, $2, $3, 'system', 'x', 'x', 'x')`,
    row,
  );
  for (const statement of ['UPDATE audit SET reason = NULL', 'DELETE FROM audit', 'TRUNCATE audit']) {
    expect(await refusedBy(ledger.client.query(statement))).toBe(DENIED);
    expect(await refusedBy(owner.query(statement))).toBe('append_only');
  }
});

test('a function that has written leaves no way open behind it in its transaction', async () => {
  const money = `'x', 'single', NULL, NULL, 'x', '{${fund},${award}}', '{1,-1}', '${today}', now())`;
  const again = randomUUID();
  await owner.query('BEGIN');
  for (const call of [
    `ledger.open_account('provider_payable', 'new')`,
    `ledger.post('${again}', ${money}`,
    `ledger.post('${again}', ${money}`,
    `ledger.post_batch('{${randomUUID()}}', 'x', '{x}', '{1,1}', '{${fund},${award}}', '{1,-1}', '${today}', now())`,
    `ledger.reverse_batch('{${randomUUID()}}', '{${again}}', '{x}', '${today}', now())`,
    `ledger.close_account(ledger.open_account('provider_payable', 'new'), now())`,
    'ledger.seal(NULL, now())',
    'public.audit_seal(NULL, now())',
  ]) {
    await owner.query(`SELECT ${call}`);
    const byHand = 'UPDATE ledger.account SET version = version + 1';
    expect(await refusedWithin(byHand), call).toBe('written_by_functions');
  }
  await owner.query('ROLLBACK');
});

test('without an alliance nothing can be read or written', async () => {
  const nobody = await testDatabase.appClient();
  const UNSET = 'P0A01';
  for (const table of allTables)
    expect(await refusedBy(nobody.query(`SELECT * FROM ledger.${table}`))).toBe(UNSET);
  for (const call of [
    `SELECT ledger.open_account('bank_cash', 'x')`,
    `SELECT ledger.close_account(${fund}, now())`,
    `SELECT ledger.post('${randomUUID()}', 'x', 'single', NULL, NULL, 'x', '{${fund},${award}}', '{1,-1}', '${today}', now())`,
    `SELECT ledger.post_batch('{${randomUUID()}}', 'x', '{x}', '{1,1}', '{${fund},${award}}', '{1,-1}', '${today}', now())`,
    `SELECT ledger.reverse_batch('{${randomUUID()}}', '{${transfer}}', '{x}', '${today}', now())`,
    'SELECT ledger.seal(NULL, now())',
    'SELECT public.audit_seal(NULL, now())',
    'SELECT * FROM ledger.verify()',
    'SELECT * FROM ledger.examined()',
  ])
    expect(await refusedBy(nobody.query(call))).toBe(UNSET);
});

test('an alliance sees its own books only, and the same id in another is another event', async () => {
  const other = await callLedger(testDatabase, await testDatabase.addAlliance());
  for (const table of allTables)
    expect((await other.client.query(`SELECT * FROM ledger.${table}`)).rows).toEqual([]);
  const otherFund = await other.open('fund_solidarity', 'fund');
  const otherAward = await other.open('beneficiary_payable', 'award');
  expect(otherFund).not.toBe(fund);
  await other.fund(otherFund, 5_00);
  expect(await other.post({ id: transfer, legs: legs(otherFund, 1_00, otherAward, -1_00) })).toBe('created');
  expect(await other.balance(otherFund)).toEqual({ posted: 4_00, held: 0 });
  expect(await ledger.balance(fund)).toEqual({ posted: 90_00, held: 0 });
  expect(await other.defects()).toEqual([]);
});
