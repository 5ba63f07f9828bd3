import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { TestDatabase } from '../support/database.ts';

/** The day and the instant of every transfer the ledger's tests write. */
export const today = '2026-11-22';
export const now = new Date('2026-11-22T10:00:00Z');

/** Calls the ledger's functions by SQL as the application's role: what they refuse, nothing else can allow. */
export interface LedgerCaller {
  readonly client: pg.Client;
  open(kind: string, ownerRef?: string): Promise<string>;
  /** Opens `count` accounts of one kind whose owners are `ownerRef 0`, `ownerRef 1` … */
  openMany(count: number, kind: string, ownerRef: string): Promise<string[]>;
  post(transfer: RawTransfer): Promise<'created' | 'exists'>;
  /** Adds money to an account from nowhere in particular: from suspense, which has no limit. */
  fund(account: string, cents: number): Promise<void>;
  balance(account: string): Promise<{ posted: number; held: number }>;
  defects(): Promise<RawDefect[]>;
}

export interface RawTransfer {
  readonly id?: string;
  readonly kind?: string;
  readonly phase?: 'single' | 'pending' | 'post' | 'void';
  readonly pending?: string;
  readonly reverses?: string;
  readonly ref?: string;
  /** Account id to cents, above zero a debit. */
  readonly legs: readonly (readonly [account: string, cents: number | string])[];
}

export interface RawDefect {
  readonly table_name: string;
  readonly row_ref: string;
  readonly problem: string;
}

export async function callLedger(test: TestDatabase, allianceId: string): Promise<LedgerCaller> {
  const client = await test.appClient();
  await client.query(`SELECT set_config('app.alliance', $1, false)`, [allianceId]);
  const open = async (kind: string, ownerRef: string = randomUUID()): Promise<string> => {
    const { rows } = await client.query<{ id: string }>(
      `SELECT ledger.open_account($1::ledger.account_kind, $2) AS id`,
      [kind, ownerRef],
    );
    return rows[0]!.id;
  };
  const post = (transfer: RawTransfer) => rawPost(client, transfer);
  return {
    client,
    open,
    post,
    async openMany(count, kind, ownerRef) {
      const opened: string[] = [];
      for (let n = 0; n < count; n += 1) opened.push(await open(kind, `${ownerRef} ${n}`));
      return opened;
    },
    async fund(account, cents) {
      const source = await open('suspense', 'tests');
      await post({
        legs: [
          [source, cents],
          [account, -cents],
        ],
      });
    },
    async balance(account) {
      const { rows } = await client.query<{ posted: string; held: string }>(
        `SELECT abs(credit_posted_cents - debit_posted_cents) AS posted,
                greatest(debit_pending_cents, credit_pending_cents) AS held FROM ledger.account WHERE id = $1`,
        [account],
      );
      return { posted: Number(rows[0]!.posted), held: Number(rows[0]!.held) };
    },
    async defects() {
      const { rows } = await client.query<RawDefect>('SELECT * FROM ledger.verify()');
      return rows;
    },
  };
}

export async function rawPost(client: pg.ClientBase, transfer: RawTransfer): Promise<'created' | 'exists'> {
  const { rows } = await client.query<{ outcome: 'created' | 'exists' }>({
    name: 'post',
    text: 'SELECT ledger.post($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) AS outcome',
    values: [
      transfer.id ?? randomUUID(),
      transfer.kind ?? 'test',
      transfer.phase ?? 'single',
      transfer.pending ?? null,
      transfer.reverses ?? null,
      transfer.ref ?? 'test',
      transfer.legs.map(([account]) => account),
      transfer.legs.map(([, cents]) => cents),
      today,
      now,
    ],
  });
  return rows[0]!.outcome;
}

/** A transfer of a batch. */
export type RawBatched = Pick<RawTransfer, 'id' | 'ref' | 'legs'>;

/** Returns how many of the batch were new. */
export async function rawPostBatch(
  client: pg.ClientBase,
  transfers: readonly RawBatched[],
  kind = 'test',
): Promise<number> {
  const legs = transfers.flatMap((transfer, index) =>
    transfer.legs.map((leg) => [index + 1, ...leg] as const),
  );
  const { rows } = await client.query<{ written: number }>({
    name: 'post batch',
    text: 'SELECT ledger.post_batch($1, $2, $3, $4, $5, $6, $7, $8) AS written',
    values: [
      transfers.map(({ id }) => id ?? randomUUID()),
      kind,
      transfers.map(({ ref }) => ref ?? 'test'),
      legs.map(([transfer]) => transfer),
      legs.map(([, account]) => account),
      legs.map(([, , cents]) => cents),
      today,
      now,
    ],
  });
  return rows[0]!.written;
}

/** Reverses all of them in one go, each under an id of its own; returns how many were new. */
export async function rawReverseBatch(
  client: pg.ClientBase,
  reversals: readonly (Pick<RawTransfer, 'id' | 'ref'> & { readonly reverses: string })[],
): Promise<number> {
  const { rows } = await client.query<{ written: number }>(
    'SELECT ledger.reverse_batch($1, $2, $3, $4, $5) AS written',
    [
      reversals.map(({ id }) => id ?? randomUUID()),
      reversals.map(({ reverses }) => reverses),
      reversals.map(({ ref }) => ref ?? 'test'),
      today,
      now,
    ],
  );
  return rows[0]!.written;
}

/** Accounts and their cents in turn: `legs(fund, 5, award, -5)`. */
export function legs(...turns: readonly (string | number)[]): RawTransfer['legs'] {
  return turns.flatMap((account, n) => (n % 2 ? [] : [[String(account), turns[n + 1]!] as const]));
}

/** The guard that refuses a statement, by constraint name; 'none' when nothing does. */
export async function refusedBy(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
    return 'none';
  } catch (error) {
    if (error instanceof pg.DatabaseError) return error.constraint ?? error.code ?? error.message;
    throw error;
  }
}

/** Every balance of an alliance, to show that a refusal moved nothing. */
export async function allBalances(client: pg.ClientBase): Promise<unknown> {
  const { rows } = await client.query<Record<string, unknown>>('SELECT * FROM ledger.account ORDER BY id');
  return rows;
}
