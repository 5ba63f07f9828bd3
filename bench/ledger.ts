import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { migrate } from '../prisma/migrate.ts';
import { startPostgres } from '../runtime/embedded/postgres.ts';
import { BATCH, COLD_ACCOUNTS, ours, pgledger, type Contestant } from './ledger-contestants.ts';
import { median } from './statistics.ts';

const CONNECTIONS = 16;
const ROUNDS = 11;
const ROUND_MS = 1_500;
const WARM_UP_CALLS = 10;

interface Race {
  readonly title: string;
  readonly aim: number;
  /** How many transfers one call is worth. */
  readonly transfersInCall: number;
  readonly left: Call;
  readonly right: Call | undefined;
}

interface Call {
  readonly contestant: Contestant;
  readonly call: (client: pg.Client) => Promise<unknown>;
}

/**
 * Our ledger beside pgledger in the same Postgres and the same run: turn by turn, so that whatever else the
 * machine does falls on both. Without pgledger's file, ours alone. Prints transfers a second and the median of the
 * ratios of the rounds; set-up is not counted, and printed.
 *
 * @param pgledgerSql path of a file with pgledger's SQL and the ULID functions it vendors
 */
export async function benchLedger(pgledgerSql?: string): Promise<void> {
  const begun = performance.now();
  const dataDir = await mkdtemp(join(tmpdir(), 'reciproca-bench-'));
  const postgres = await startPostgres({ dataDir });
  try {
    await migrate(postgres.url);
    const we = await ours(postgres.url);
    const they = pgledgerSql ? await pgledger(postgres.url, pgledgerSql) : undefined;
    const setUpSeconds = ((performance.now() - begun) / 1_000).toFixed(1);
    console.log(
      `Ledger: ${CONNECTIONS} connections, ${ROUNDS} rounds of ${ROUND_MS / 1_000} s each; set-up ${setUpSeconds} s`,
    );
    if (!they)
      console.log('No peer: give pgledger’s SQL by PGLEDGER_SQL or --pgledger FILE (bench/ledger.md).');
    for (const race of races(we, they)) await run(race);
  } finally {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function races(we: Contestant, they: Contestant | undefined): readonly Race[] {
  const both = (call: (contestant: Contestant) => Call['call']) => ({
    left: { contestant: we, call: call(we) },
    right: they && { contestant: they, call: call(they) },
  });
  const batched = both((contestant) => (client) => contestant.batch(client, drawAccounts()));
  return [
    {
      title: `cold: between ${COLD_ACCOUNTS} accounts`,
      aim: 1.1,
      transfersInCall: 1,
      ...both((contestant) => (client) => contestant.transfer(client, ...drawTwo())),
    },
    {
      title: 'hot: into one account',
      aim: 1.2,
      transfersInCall: 1,
      ...both((contestant) => (client) => contestant.transfer(client, drawTwo()[0], COLD_ACCOUNTS)),
    },
    {
      title: `batches of ${BATCH} into one account, an id each`,
      aim: 10,
      transfersInCall: BATCH,
      ...batched,
    },
    {
      title: `batches of ${BATCH} into one account, one transfer`,
      aim: 10,
      transfersInCall: BATCH,
      left: { contestant: we, call: (client) => we.oneTransfer!(client, drawAccounts()) },
      right: batched.right,
    },
  ];
}

async function run({ title, aim, transfersInCall, left, right }: Race): Promise<void> {
  const we = await openLane(left);
  const they = right && (await openLane(right));
  const rates: number[] = [];
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const rate = await callsPerSecond(we);
    rates.push(rate * transfersInCall);
    if (they) ratios.push(rate / (await callsPerSecond(they)));
  }
  await Promise.all([...we.clients, ...(they?.clients ?? [])].map((client) => client.end()));
  const our = `${left.contestant.name} ${Math.round(median(rates)).toLocaleString('en')}/s`;
  const range = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`;
  const ratio = right
    ? `, ${median(ratios).toFixed(2)} × ${right.contestant.name} (${range}; aim ≥ ${aim})`
    : '';
  console.log(`  ${title}: ${our}${ratio}`);
}

/** A contestant's own connections, each warm: plans made, pages read. */
interface Lane {
  readonly clients: readonly pg.Client[];
  readonly call: Call['call'];
}

async function openLane({ contestant, call }: Call): Promise<Lane> {
  const clients = await Promise.all(Array.from({ length: CONNECTIONS }, () => contestant.connect()));
  for (let n = 0; n < WARM_UP_CALLS; n += 1) await Promise.all(clients.map(call));
  return { clients, call };
}

/** Keeps every connection of a lane busy for one round. */
async function callsPerSecond({ clients, call }: Lane): Promise<number> {
  const begun = performance.now();
  let calls = 0;
  const keepCalling = async (client: pg.Client) => {
    while (performance.now() - begun < ROUND_MS) {
      await call(client);
      calls += 1;
    }
  };
  await Promise.all(clients.map(keepCalling));
  return calls / ((performance.now() - begun) / 1_000);
}

function drawTwo(): [number, number] {
  const from = Math.floor(Math.random() * COLD_ACCOUNTS);
  const step = 1 + Math.floor(Math.random() * (COLD_ACCOUNTS - 1));
  return [from, (from + step) % COLD_ACCOUNTS];
}

function drawAccounts(): readonly number[] {
  const [first] = drawTwo();
  return Array.from({ length: BATCH }, (_, n) => (first + n) % COLD_ACCOUNTS);
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { pgledger: { type: 'string' } } });
  await benchLedger(values.pgledger ?? process.env['PGLEDGER_SQL']);
}
