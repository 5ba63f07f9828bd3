import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { searchDirectory } from '../api/directory-search.ts';
import { directoryQuery } from '../api/directory-schema.ts';
import { systemClock } from '../domain/clock.ts';
import { coordinatesOfComuneOrThrow } from '../domain/distance.ts';
import { toPlainDate } from '../domain/time.ts';
import { openDatabase, type Tx } from '../prisma/database.ts';
import { migrate } from '../prisma/migrate.ts';
import { startPostgres } from '../runtime/embedded/postgres.ts';
import { searchInMemory } from './directory-in-memory.ts';
import { median, milliseconds, quantile } from './statistics.ts';

const PLACES = 5_000;
const ROUNDS = 40;
const WARM_UP = 5;
const comune = '016058';

/**
 * The directory's search at 5,000 places (2,500 providers, 5,000 services): one statement, beside the same search done
 * by loading what is on offer and working it out in TypeScript. Turn by turn, on the same database; both must find the
 * same, in the same order, before anything is measured.
 */
export async function benchDirectory(): Promise<void> {
  const begun = performance.now();
  const dataDir = await mkdtemp(join(tmpdir(), 'reciproca-bench-'));
  const postgres = await startPostgres({ dataDir });
  try {
    await migrate(postgres.url);
    const allianceId = randomUUID();
    await plant(postgres.url, allianceId);
    console.log(`Directory: ${PLACES} places; set-up (excluded): ${milliseconds(performance.now() - begun)}`);
    const database = openDatabase({ url: postgres.url, clock: systemClock });
    const actor = { kind: 'system', id: 'bench' } as const;
    const within = <T>(work: (tx: Tx) => Promise<T>) => database.inAlliance(allianceId, actor, work);
    for (const query of [{}, { category: 'homeCare', withinMetres: 5_000 }, { q: 'attivita 77' }]) {
      const wanted = {
        query: directoryQuery.parse(query),
        from: coordinatesOfComuneOrThrow(comune),
        today: toPlainDate(new Date()),
        neighbourMaxMetres: 15_000,
        suspendedShown: [],
      };
      const ours = () => within((tx) => searchDirectory(tx, wanted));
      const inMemory = () => within((tx) => searchInMemory(tx, wanted));
      const [found, expected] = [await ours(), await inMemory()];
      const ids = (rows: readonly { readonly id: string; readonly metres: number }[]) =>
        JSON.stringify(rows.map(({ id, metres }) => [id, metres]));
      if (found.length === 0 || ids(found) !== ids(expected)) throw new Error('The two find something else.');
      await race(JSON.stringify(query), ours, inMemory);
    }
    await database.close();
  } finally {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function race(
  title: string,
  ours: () => Promise<unknown>,
  inMemory: () => Promise<unknown>,
): Promise<void> {
  const took = { ours: [] as number[], inMemory: [] as number[] };
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    const times = { ours: await timed(ours), inMemory: await timed(inMemory) };
    if (round < 0) continue;
    took.ours.push(times.ours);
    took.inMemory.push(times.inMemory);
  }
  const told = (values: readonly number[]) =>
    `median ${milliseconds(median(values))}, p95 ${milliseconds(quantile(values, 0.95))}`;
  const ratio = median(took.ours.map((value, index) => took.inMemory[index]! / value));
  console.log(
    `${title}: one statement ${told(took.ours)}; loading everything ${told(took.inMemory)}; ${ratio.toFixed(1)}× as fast`,
  );
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** Two places and two services for each provider, scattered over fifty kilometres. */
async function plant(url: string, allianceId: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("SELECT set_config('app.alliance', $1, false)", [allianceId]);
  await client.query(
    `INSERT INTO alliance (id, slug, name, created_at) VALUES ($1, 'bench', 'Banco di prova', now())`,
    [allianceId],
  );
  const id = (kind: string, number: string) => `md5('${kind}/' || ${number})::uuid`;
  const half = PLACES / 2;
  await client.query(`
    INSERT INTO organisation (id, alliance_id, name, comune_istat, roles, created_at)
    SELECT ${id('o', 'n')}, '${allianceId}', 'Fornitore ' || n, '015146', '{provider}', now() FROM generate_series(1, ${half}) n;
    INSERT INTO admission (id, alliance_id, organisation_id, admitted_on, created_at)
    SELECT ${id('a', 'n')}, '${allianceId}', ${id('o', 'n')}, '2026-01-01', now() FROM generate_series(1, ${half}) n;
    INSERT INTO place (id, alliance_id, organisation_id, name, comune_istat, address, latitude, longitude, opened_on, created_at)
    SELECT ${id('p', 'n')}, '${allianceId}', ${id('o', `(n + 1) / 2`)}, 'Sede ' || n, '016004', 'Via ' || n,
           45.55 + (n * 7919 % 1000) / 2500.0, 9.65 + (n * 104729 % 1000) / 2000.0, '2026-01-01', now()
      FROM generate_series(1, ${PLACES}) n;
    INSERT INTO offered_service (id, alliance_id, organisation_id, category, name, unit, unit_price_cents, vat_treatment, tax_letters, created_at)
    SELECT ${id('s', 'n')}, '${allianceId}', ${id('o', `(n + 1) / 2`)},
           (enum_range(NULL::service_category))[1 + n % 10], 'Attività ' || n, 'hour', 1000 + n, 'exempt', '{f}', now()
      FROM generate_series(1, ${PLACES}) n;
    INSERT INTO offered_service_place (id, alliance_id, service_id, place_id)
    SELECT ${id('l', `n || '/' || m`)}, '${allianceId}', ${id('s', 'n')}, ${id('p', `((n + 1) / 2 * 2 - m)`)}
      FROM generate_series(1, ${PLACES}) n, generate_series(0, 1) m;
    ANALYZE`);
  await client.end();
}
