import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { times } from '../support/long.ts';
import {
  callLedger,
  legs,
  now,
  rawPost,
  rawPostBatch,
  refusedBy,
  type LedgerCaller,
  type RawBatched,
  type RawTransfer,
} from './support.ts';

const CONNECTIONS = 20;

let testDatabase: TestDatabase;
let ledger: LedgerCaller;
let clients: pg.Client[];
let watcher: pg.Client;

beforeAll(async () => {
  testDatabase = await openTestDatabase();
  ledger = await callLedger(testDatabase, testDatabase.allianceId);
  clients = await Promise.all(Array.from({ length: CONNECTIONS }, () => testDatabase.appClient()));
  const setAlliance = `SELECT set_config('app.alliance', $1, false)`;
  await Promise.all(clients.map((client) => client.query(setAlliance, [testDatabase.allianceId])));
  watcher = await testDatabase.superuser();
});
afterEach(async () => expect(await ledger.defects()).toEqual([]));
afterAll(() => testDatabase.close());

/** Gives every job to whichever connection is free next, all of them at once; what each was answered, in order. */
async function spread<J, T>(
  jobs: readonly J[],
  work: (client: pg.Client, job: J) => Promise<T>,
): Promise<T[]> {
  const answers: T[] = [];
  const waiting = jobs.entries();
  const drain = async (client: pg.Client) => {
    for (const [index, job] of waiting) answers[index] = await work(client, job);
  };
  await Promise.all(clients.map(drain));
  return answers;
}

const tryPost = (client: pg.Client, transfer: RawTransfer): Promise<string> =>
  refusedBy(rawPost(client, transfer));

async function lockWaits(): Promise<number> {
  const { rows } = await watcher.query<{ waiting: number }>(
    `SELECT count(*)::int AS waiting FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return rows[0]!.waiting;
}

/** What was available after each entry of the account's history, so after each commit. */
async function everAvailable(account: string): Promise<number[]> {
  const { rows } = await ledger.client.query<{ available: string }>(
    `SELECT -sum(amount_cents) OVER (ORDER BY account_version) AS available
       FROM ledger.posting WHERE account_id = $1 ORDER BY account_version`,
    [account],
  );
  return rows.map(({ available }) => Number(available));
}

test('of 200 holds at once on a fund that can pay 40, exactly 40 win', async () => {
  const fund = await ledger.open('fund_solidarity', 'two hundred');
  await ledger.fund(fund, 40 * 950_00 + 949_99);
  const awards = await ledger.openMany(200, 'beneficiary_payable', 'two hundred');
  const holds = awards.map((award): RawTransfer => ({
    phase: 'pending',
    legs: legs(fund, 950_00, award, -950_00),
  }));
  const blocker = await testDatabase.superuser();
  await blocker.query('BEGIN');
  await blocker.query('SELECT FROM ledger.account WHERE id = $1 FOR NO KEY UPDATE', [fund]);
  const race = spread(holds, tryPost);
  await expect.poll(lockWaits, { timeout: 20_000 }).toBe(CONNECTIONS);
  await blocker.query('COMMIT');
  const answers = await race;
  expect(answers.filter((answer) => answer === 'none')).toHaveLength(40);
  expect(answers.filter((answer) => answer === 'no_overdraft')).toHaveLength(160);
  expect(await ledger.balance(fund)).toEqual({ posted: 40 * 950_00 + 949_99, held: 40 * 950_00 });
  expect(Math.min(...(await everAvailable(fund)))).toBe(949_99);
});

test('one transfer told 40 times at once is written once', async () => {
  const fund = await ledger.open('fund_solidarity', 'forty times');
  const award = await ledger.open('beneficiary_payable', 'forty times');
  await ledger.fund(fund, 100_00);
  const rounds = times(100);
  for (let round = 0; round < rounds; round += 1) {
    const transfer: RawTransfer = { id: randomUUID(), legs: legs(fund, 1, award, -1) };
    const answers = await spread(
      Array.from({ length: 40 }, () => transfer),
      rawPost,
    );
    expect(answers.filter((answer) => answer === 'created')).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'exists')).toHaveLength(39);
  }
  expect(await ledger.balance(award)).toEqual({ posted: rounds, held: 0 });
});

test('posts and voids racing for one hold: one of them wins', async () => {
  const fund = await ledger.open('fund_solidarity', 'post or void');
  const award = await ledger.open('beneficiary_payable', 'post or void');
  await ledger.fund(fund, 100_00);
  let postedCents = 0;
  for (let round = 0; round < times(150); round += 1) {
    const hold = randomUUID();
    const legs = [
      [fund, 10],
      [award, -10],
    ] as const;
    await ledger.post({ id: hold, phase: 'pending', legs });
    const racers = Array.from({ length: CONNECTIONS }, (_, n): RawTransfer =>
      n % 2 ? { phase: 'post', pending: hold, legs } : { phase: 'void', pending: hold, legs: [] },
    );
    const answers = await spread(racers, tryPost);
    expect(answers.filter((answer) => answer === 'none')).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'transfer_resolves_once')).toHaveLength(CONNECTIONS - 1);
    postedCents += answers.indexOf('none') % 2 ? 10 : 0;
  }
  expect(await ledger.balance(award)).toEqual({ posted: postedCents, held: 0 });
  expect(await ledger.balance(fund)).toEqual({ posted: 100_00 - postedCents, held: 0 });
});

test('transfers that cross each other never deadlock, and no cent is made or lost', async () => {
  const accounts = await ledger.openMany(12, 'employee_wallet', 'cross');
  for (const account of accounts) await ledger.fund(account, 100);
  const seed = Date.now();
  console.log(`races: seed ${seed}`);
  const legs = fc
    .tuple(fc.shuffledSubarray(accounts, { minLength: 2, maxLength: 5 }), fc.integer({ min: 1, max: 60 }))
    .map(([[payer, ...payees], cents]): RawTransfer['legs'] => [
      [payer!, cents * payees.length],
      ...payees.map((payee) => [payee, -cents] as const),
    ]);
  const jobs = fc.sample(legs, { seed, numRuns: times(8_000) });
  const answers = await spread(jobs, (client, job) => tryPost(client, { legs: job }));
  expect(new Set(answers)).toEqual(new Set(['none', 'no_overdraft']));
  let leftCents = 0;
  for (const account of accounts) leftCents += (await ledger.balance(account)).posted;
  expect(leftCents).toBe(1_200);
});

test('batches that share transfers, told at once, write each of them once', async () => {
  const fund = await ledger.open('fund_solidarity', 'batches');
  const wallets = await ledger.openMany(10, 'employee_wallet', 'batch');
  for (const wallet of wallets) await ledger.fund(wallet, 100_00);
  const transfers = Array.from({ length: 60 }, (_, n): RawBatched => ({
    id: randomUUID(),
    legs: [
      [wallets[n % wallets.length]!, 5],
      [fund, -5],
    ],
  }));
  const batches = clients
    .map((_, n) => transfers.slice(n, n + 40))
    .map((batch, n) => (n % 2 ? batch : batch.toReversed()));
  const written = await spread(batches, rawPostBatch);
  const told = new Set(batches.flat()).size;
  expect(written.reduce((sum, count) => sum + count)).toBe(told);
  expect(await ledger.balance(fund)).toEqual({ posted: told * 5, held: 0 });
});

test('an account opened by everybody at once is one account', async () => {
  for (let round = 0; round < times(100); round += 1) {
    const ids = await spread(clients, async (client) => {
      const { rows } = await client.query<{ id: string }>(
        `SELECT ledger.open_account('beneficiary_payable', $1) AS id`,
        [`everybody ${round}`],
      );
      return rows[0]!.id;
    });
    expect(new Set(ids).size).toBe(1);
  }
});

test('sealers at once make one chain, and verifying sees whole transfers only, while others go on', async () => {
  const fund = await ledger.open('fund_solidarity', 'sealed');
  const award = await ledger.open('beneficiary_payable', 'sealed');
  await ledger.fund(fund, 100_00);
  const jobs = Array.from({ length: times(800) }, (_, n) => n);
  await spread(jobs, async (client, n) => {
    if (n % 8 === 0) return client.query('SELECT ledger.seal(25, $1)', [now]);
    if (n % 8 === 1) return expect((await client.query('SELECT * FROM ledger.verify()')).rows).toEqual([]);
    return rawPost(client, { legs: legs(fund, 1, award, -1) });
  });
  await ledger.client.query('SELECT ledger.seal(NULL, $1)', [now]);
  const { rows } = await ledger.client.query(`
    SELECT (SELECT count(*) FROM ledger.transfer) - count(*) AS unsealed
      FROM ledger.seal_item WHERE item_kind = 'transfer'`);
  expect(rows).toEqual([{ unsealed: '0' }]);
});
