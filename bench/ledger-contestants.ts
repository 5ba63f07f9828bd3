import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import pg from 'pg';

/** How many accounts money moves between where none is hot, and how many transfers go in one batch. */
export const COLD_ACCOUNTS = 1_000;
export const BATCH = 50;

/** What both ledgers are asked to do; every call is one transaction of its own. */
export interface Contestant {
  readonly name: string;
  connect(): Promise<pg.Client>;
  /** Moves a euro between two accounts, by their place in the list; the hot account is the last place. */
  transfer(client: pg.Client, from: number, to: number): Promise<unknown>;
  /** As many transfers into the hot account, each from another account, with an id each. */
  batch(client: pg.Client, from: readonly number[]): Promise<unknown>;
  /** The same money as one transfer with a leg for each account; undefined where the ledger knows no such thing. */
  oneTransfer?(client: pg.Client, from: readonly number[]): Promise<unknown>;
}

const CENTS = 100;
const day = '2026-11-22';
const instant = new Date('2026-11-22T10:00:00Z');
const hot = COLD_ACCOUNTS;

/** Ours, as the service runs it: under the application's role, isolated by alliance. */
export async function ours(url: string): Promise<Contestant> {
  const allianceId = randomUUID();
  const options = `-c role=reciproca_app -c app.alliance=${allianceId}`;
  const connect = () => connected({ connectionString: url, options });
  const client = await connect();
  const accounts: string[] = [];
  for (let n = 0; n <= COLD_ACCOUNTS; n += 1) {
    const { rows } = await client.query<{ id: string }>(`SELECT ledger.open_account('suspense', $1) AS id`, [
      String(n),
    ]);
    accounts.push(rows[0]!.id);
  }
  await client.end();
  const post = (caller: pg.Client, places: readonly number[], cents: readonly number[]) =>
    caller.query({
      name: 'post',
      text: `SELECT ledger.post($1, 'bench', 'single', NULL, NULL, 'bench', $2, $3, $4, $5)`,
      values: [randomUUID(), places.map((place) => accounts[place]), cents, day, instant],
    });
  return {
    name: 'reciproca',
    connect,
    transfer: (caller, from, to) => post(caller, [from, to], [CENTS, -CENTS]),
    oneTransfer: (caller, from) =>
      post(caller, [...from, hot], [...from.map(() => CENTS), -CENTS * from.length]),
    batch: (caller, from) =>
      caller.query({
        name: 'batch',
        text: `SELECT ledger.post_batch($1, 'bench', $2, $3, $4, $5, $6, $7)`,
        values: [
          from.map(() => randomUUID()),
          from.map(() => 'bench'),
          from.flatMap((_, index) => [index + 1, index + 1]),
          from.flatMap((place) => [accounts[place], accounts[hot]]),
          from.flatMap(() => [CENTS, -CENTS]),
          day,
          instant,
        ],
      }),
  };
}

/**
 * pgledger (https://github.com/pgr0ss/pgledger), from a file with its SQL and, before it, the ULID functions it
 * vendors. As its README runs it: by the owner of its tables, without isolation.
 */
export async function pgledger(url: string, sqlFile: string): Promise<Contestant> {
  const connect = () => connected({ connectionString: url });
  const client = await connect();
  await client.query(await readFile(sqlFile, 'utf8'));
  const { rows } = await client.query<{ id: string }>(
    `SELECT account.id FROM generate_series(0, $1) AS place, pgledger_create_account('bench ' || place, 'EUR') AS account`,
    [COLD_ACCOUNTS],
  );
  await client.end();
  const accounts = rows.map(({ id }) => id);
  return {
    name: 'pgledger',
    connect,
    transfer: (caller, from, to) =>
      caller.query({
        name: 'transfer',
        text: 'SELECT id FROM pgledger_create_transfer($1, $2, $3)',
        values: [accounts[from], accounts[to], CENTS],
      }),
    batch: (caller, from) =>
      caller.query({
        name: 'batch',
        text: `SELECT count(*) FROM pgledger_create_transfers(
                 ARRAY(SELECT (payer, $2, $3)::transfer_request FROM unnest($1::text[]) AS payer))`,
        values: [from.map((place) => accounts[place]), accounts[hot], CENTS],
      }),
  };
}

async function connected(config: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client(config);
  await client.connect();
  return client;
}
