import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { callLedger, legs, now, type LedgerCaller, type RawDefect } from './support.ts';

let testDatabase: TestDatabase;
let ledger: LedgerCaller;
let intruder: pg.Client;

beforeAll(async () => {
  testDatabase = await openTestDatabase();
  ledger = await callLedger(testDatabase, testDatabase.allianceId);
  intruder = await testDatabase.superuser();
});
afterAll(() => testDatabase.close());

async function entry(client: pg.Client): Promise<string> {
  const id = randomUUID();
  await client.query(
    `INSERT INTO audit (id, alliance_id, at, actor_kind, actor_id, action, subject_kind)
     VALUES ($1, $2, $3, 'system', 'test', 'test.done', 'test')`,
    [id, testDatabase.allianceId, now],
  );
  return id;
}

async function sealed(chain: 'ledger.seal' | 'public.audit_seal', most: number | null = null) {
  const { rows } = await ledger.client.query<{ sealed: number }>(`SELECT ${chain}($1, $2) AS sealed`, [
    most,
    now,
  ]);
  return rows[0]!.sealed;
}

/** What the application finds after an edit past every trigger, which is then taken back. */
async function findingsAfter(...edits: string[]): Promise<RawDefect[]> {
  await intruder.query('BEGIN; SET LOCAL session_replication_role = replica');
  try {
    await intruder.query(`SELECT set_config('app.alliance', $1, true)`, [testDatabase.allianceId]);
    for (const edit of edits) await intruder.query(edit);
    await intruder.query('SET LOCAL ROLE reciproca_app');
    return (
      await intruder.query<RawDefect>('SELECT * FROM ledger.verify() UNION ALL SELECT * FROM audit_verify()')
    ).rows;
  } finally {
    await intruder.query('ROLLBACK');
  }
}

test('every kind of row waits for its seal and is sealed once, with all its legs', async () => {
  const [payer, payee] = await ledger.openMany(2, 'suspense', 'waits');
  await ledger.post({ legs: legs(payer!, 5, payee!, -5) });
  const empty = await ledger.open('inps_payable', 'closed');
  await ledger.client.query('SELECT ledger.close_account($1, $2)', [empty, now]);
  await entry(ledger.client);
  expect(await ledger.defects()).toEqual([]);
  // Three accounts, a transfer with two legs, a closing.
  expect([await sealed('ledger.seal'), await sealed('public.audit_seal')]).toEqual([7, 1]);
  expect([await sealed('ledger.seal'), await sealed('public.audit_seal')]).toEqual([0, 0]);
  expect(await findingsAfter()).toEqual([]);
});

test('a round takes as many as it may, and the next one goes on', async () => {
  for (let n = 0; n < 5; n += 1) await entry(ledger.client);
  const rounds = [2, 2, 2, 2].map(() => sealed('public.audit_seal', 2));
  expect(await Promise.all(rounds)).toEqual([2, 2, 1, 0]);
});

test('what commits after later rows were sealed is sealed in the next round', async () => {
  const late = await testDatabase.appClient();
  await late.query(`SELECT set_config('app.alliance', $1, false)`, [testDatabase.allianceId]);
  await late.query('BEGIN');
  await entry(late);
  await entry(ledger.client);
  expect(await sealed('public.audit_seal')).toBe(1);
  await late.query('COMMIT');
  expect(await sealed('public.audit_seal')).toBe(1);
  expect(await findingsAfter()).toEqual([]);
});

test('a row that got in past whatever writes is named', async () => {
  const forged = randomUUID();
  const smuggled = `
    INSERT INTO audit (id, alliance_id, at, actor_kind, actor_id, action, subject_kind)
    VALUES ('${forged}', '${testDatabase.allianceId}', '2026-11-22', 'system', 'nobody', 'test.forged', 'test')`;
  const named = { table_name: 'audit', row_ref: forged, problem: 'is neither sealed nor waits for its seal' };
  expect(await findingsAfter(smuggled)).toEqual([named]);
  expect(await findingsAfter(smuggled, 'SELECT public.audit_seal(NULL, now())')).toEqual([named]);
});

test('a row taken away before its seal is named, also when the sealer came by', async () => {
  const id = await entry(ledger.client);
  const named = { table_name: 'audit', row_ref: id, problem: 'waits for its seal and is gone, or has one' };
  const taken = `DELETE FROM audit WHERE id = '${id}'`;
  expect(await findingsAfter(taken)).toEqual([named]);
  expect(await findingsAfter(taken, 'SELECT public.audit_seal(NULL, now())')).toEqual([named]);
  const account = await ledger.open('provider_payable', 'taken');
  const unopened = `DELETE FROM ledger.account WHERE id = ${account}`;
  expect(await findingsAfter(unopened, 'SELECT ledger.seal(NULL, now())')).toEqual([
    { table_name: 'account', row_ref: account, problem: named.problem },
  ]);
});
