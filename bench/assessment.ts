import { randomUUID } from 'node:crypto';
import { migrate } from '../prisma/migrate.ts';
import { caseTenApplication, caseTenDossier, caseTenPeople } from '../prisma/seed/case-ten.ts';
import { demoAllianceId, seedDemo } from '../prisma/seed/index.ts';
import { loadConfig } from '../runtime/config.ts';
import { serveApi } from '../runtime/server.ts';
import { openServices } from '../runtime/services.ts';
import { runWorker } from '../runtime/worker.ts';
import { openBaseline } from './baseline/service.ts';
import { withServers, type Servers } from './servers.ts';
import { median, milliseconds, quantile } from './statistics.ts';

const ROUNDS = 40;
const WARM_UP = 5;

/**
 * A whole assessment through the API (open, gather, complete, recommend, decide) beside the frozen baseline: the same
 * HTTP calls, Updates and activities, one row written per activity. Alternating rounds, same servers, same run.
 */
export async function benchAssessment(): Promise<void> {
  await withServers(async (servers) => {
    const setUpStart = performance.now();
    const ours = await openOurs(servers);
    const baseline = await openBaseline(servers);
    console.log(`set-up (excluded): ${milliseconds(performance.now() - setUpStart)}`);
    const measured = { ours: [] as number[], baseline: [] as number[] };
    for (let round = -WARM_UP; round < ROUNDS; round += 1) {
      const took = {
        baseline: await timed(() => baselineAssessment(baseline.url)),
        ours: await timed(() => ours.assess()),
      };
      if (round < 0) continue;
      measured.baseline.push(took.baseline);
      measured.ours.push(took.ours);
    }
    for (const [name, values] of Object.entries(measured)) {
      console.log(
        `${name.padEnd(9)} median ${milliseconds(median(values))}, p95 ${milliseconds(quantile(values, 0.95))} over ${values.length} assessments`,
      );
    }
    console.log(
      `whole assessment, ours / baseline: ${(median(measured.ours) / median(measured.baseline)).toFixed(2)}× (aim ≤ 1.3×)`,
    );
    await baseline.close();
    await ours.close();
  });
}

async function openOurs({ databaseUrl, temporalAddress, dataDir }: Servers) {
  await migrate(databaseUrl);
  const config = loadConfig({
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: temporalAddress,
    DATA_DIR: dataDir,
    PORT: '0',
    REQUESTS_OF_PERSON: 'off',
    REQUESTS_OF_ADDRESS: 'off',
    DEMO: 'on',
    LOG_LEVEL: 'error',
  });
  const services = await openServices({ ...config, databaseUrl, temporalAddress });
  await seedDemo(services);
  const worker = await runWorker(services);
  const api = await serveApi(services);
  const url = `http://127.0.0.1:${api.port}`;
  const chiara = await tokenOf(url, 'Chiara');
  const teresa = await tokenOf(url, 'Teresa');
  const people = await services.database.inAlliance(
    demoAllianceId,
    { kind: 'system', id: 'bench' },
    caseTenPeople,
  );
  return {
    /** Refused, so that the household's cap never fills up; a grant differs by one award row and a wake-up. */
    async assess() {
      const { assessmentId } = await post<{ assessmentId: string }>(
        `${url}/v1/assessments`,
        caseTenApplication(people),
        chiara,
      );
      const at = `${url}/v1/assessments/${assessmentId}`;
      await post(`${at}/dossier`, caseTenDossier(people), chiara);
      await post(`${at}/completeness`, undefined, chiara);
      await post(`${at}/recommendation`, { outcome: 'refuse', reason: 'Misura.' }, chiara);
      await post(`${at}/decision`, { outcome: 'refuse', reason: 'Misura.' }, teresa);
    },
    async close() {
      await api.stop();
      await worker.stop();
      await services.close();
    },
  };
}

async function baselineAssessment(url: string): Promise<void> {
  const id = randomUUID();
  for (const step of ['open', 'gather', 'complete', 'recommend', 'decide'])
    await post(`${url}/cases/${id}/${step}`, {});
}

async function tokenOf(url: string, name: string): Promise<string> {
  const { items } = (await (await fetch(`${url}/v1/session/personas`)).json()) as {
    items: { accountId: string; label: string }[];
  };
  const accountId = items.find(({ label }) => label.startsWith(name))!.accountId;
  return (await post<{ token: string }>(`${url}/v1/session`, { accountId })).token;
}

async function post<T>(address: string, body?: unknown, token?: string): Promise<T> {
  const response = await fetch(address, {
    method: 'POST',
    headers: {
      'idempotency-key': randomUUID(),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (response.status >= 300 || response.status === 202)
    throw new Error(`${address}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
