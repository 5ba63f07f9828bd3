import { fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { serveBareRedemption } from './baseline/redemption.ts';
import { startPostgres } from '../runtime/embedded/postgres.ts';
import { migrate } from '../prisma/migrate.ts';
import type { Arrived, Arrivals } from './arrivals.ts';
import { countRoundTrips } from './round-trips.ts';
import { milliseconds, quantile } from './statistics.ts';
import { openTillWorld } from './till-world.ts';

const PER_SECOND = 100;
const SECONDS = 60;
/** What is sent before anything is measured, to each of the three: a server is not judged by its first seconds. */
const WARM_UP = 300;
const LATE_MS = 1_000;
const MOST_ERRORS = 0.01;

/**
 * A till at 100 requests a second: holds, and then their captures, beside a bare conditional update behind the same
 * sign-in and idempotency. Arrivals are planned beforehand and sent by a process of their own; what is late counts from
 * its planned instant. Every voucher is another one.
 */
export async function benchRedemption({ seconds = SECONDS, perSecond = PER_SECOND } = {}): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'reciproca-bench-'));
  const postgres = await startPostgres({ dataDir });
  try {
    await migrate(postgres.url);
    const count = perSecond * seconds + WARM_UP;
    const world = await openTillWorld(postgres.url, new Uint8Array(randomBytes(32)), count);
    const bare = await serveBareRedemption(world.services);
    const bareIds = await plantBare(postgres.url, count);
    const trips = countRoundTrips();
    const of = async (requests: Arrivals['requests'], url: string): Promise<Measured> => {
      const { token } = world;
      const first = requests.slice(0, WARM_UP);
      const warm = await arrive({ url, token, perSecond, requests: first });
      const before = trips.sofar();
      const arrived = await arrive({ url, token, perSecond, requests: requests.slice(WARM_UP) });
      const roundTrips = (trips.sofar() - before) / arrived.statuses.length;
      return { ...arrived, roundTrips, everybody: [...warm.bodies, ...arrived.bodies] };
    };
    const baseline = await of(
      bareIds.map((id) => ({ path: `/bare/${id}`, body: {} })),
      bare.url,
    );
    const holds = await of(world.holds, world.url);
    const ids = holds.everybody.map((body) => String((body as { id?: string }).id));
    const captures = await of(
      ids.map((id, nth) => ({ path: `/v1/voucher-holds/${id}/capture`, body: world.atTill(nth) })),
      world.url,
    );
    tell('bare update', baseline);
    tell('hold', holds, baseline);
    tell('capture', captures, baseline);
    bare.close();
    await world.close();
  } finally {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

interface Measured extends Arrived {
  /** With the database, for each request. */
  readonly roundTrips: number;
  /** What was answered, those included that are not measured. */
  readonly everybody: readonly unknown[];
}

function tell(name: string, { latenciesMs, statuses, roundTrips }: Measured, baseline?: Measured): void {
  const succeeded = statuses.filter((status) => status === 200 || status === 201).length;
  const late = latenciesMs.filter((tookMs) => tookMs > LATE_MS).length;
  const at = (share: number) => quantile(latenciesMs, share);
  const ratios = baseline
    ? `; of the bare update: ${[0.5, 0.95, 0.99].map((share) => `${(at(share) / quantile(baseline.latenciesMs, share)).toFixed(2)}×`).join(', ')} (aim p95 ≤ 3×)`
    : '';
  console.log(
    `${name.padEnd(12)} ${statuses.length} sent, ${succeeded} succeeded, ${late} later than a second; p50 ${milliseconds(at(0.5))}, p95 ${milliseconds(at(0.95))}, p99 ${milliseconds(at(0.99))}${ratios}; ${roundTrips.toFixed(1)} round trips each`,
  );
  if (succeeded < statuses.length * (1 - MOST_ERRORS))
    throw new Error(`${name}: ${statuses.length - succeeded} of ${statuses.length} failed`);
}

async function arrive(arrivals: Arrivals): Promise<Arrived> {
  const child = fork(fileURLToPath(new URL('./arrivals.ts', import.meta.url)));
  child.send(arrivals);
  const [arrived] = (await once(child, 'message')) as [Arrived];
  child.kill();
  return arrived;
}

async function plantBare(url: string, count: number): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`
    CREATE TABLE bare_voucher (id uuid PRIMARY KEY, state text NOT NULL, expires_at timestamptz NOT NULL);
    GRANT SELECT, UPDATE ON bare_voucher TO reciproca_app`);
  const ids = Array.from({ length: count }, () => randomUUID());
  await client.query(
    "INSERT INTO bare_voucher SELECT id, 'active', now() + interval '90 days' FROM unnest($1::uuid[]) id",
    [ids],
  );
  await client.query('ANALYZE');
  await client.end();
  return ids;
}
