import { z } from 'zod';
import { Refusal } from '../domain/refusal.ts';
import type { Database } from '../prisma/database.ts';
import { figuresText } from './figures.ts';
import { metricsText, metricsType } from './metrics.ts';
import { route } from './route.ts';
import type { ApiServices } from './services.ts';

const HEARTBEAT_LIMIT_MS = 30_000;
const tag = 'health';

const healthz = route({
  kind: 'open',
  operation: 'isAlive',
  method: 'get',
  path: '/healthz',
  tag,
  summary: { it: 'Il servizio risponde', en: 'The service answers' },
  who: 'anyone',
  reply: z.strictObject({ status: z.literal('alive') }),
  open: () => Promise.resolve({ status: 'alive' as const }),
});

const readyz = route({
  kind: 'open',
  operation: 'isReady',
  method: 'get',
  path: '/readyz',
  tag,
  summary: {
    it: 'Il servizio può lavorare: banca dati, processi, qualcuno che li esegue',
    en: 'The service can work: database, processes, somebody who runs them',
  },
  who: 'anyone',
  reply: z.strictObject({ status: z.literal('ready') }),
  refusals: ['temporarilyUnavailable'],
  async open(_call, services) {
    const missing = await missingParts(services);
    if (missing.length > 0) throw notReady(missing);
    return { status: 'ready' as const };
  },
});

/** Behind a token: how often an address was used tells how many people asked for something. */
const metrics = route({
  kind: 'file',
  operation: 'readMetrics',
  method: 'get',
  path: '/metrics',
  tag,
  summary: { it: 'Misure per Prometheus', en: 'Figures for Prometheus' },
  who: ['administrator', 'auditor'],
  mediaTypes: ['text/plain'],
  reply: z.string(),
  async file(tx) {
    const text = (await metricsText()) + (await figuresText(tx));
    return { bytes: Buffer.from(text), mediaType: metricsType, fileName: 'metrics.txt' };
  },
});

type Part = 'database' | 'processes' | 'worker';

async function missingParts({ database, processes }: ApiServices): Promise<readonly Part[]> {
  const [beat, reachable] = await Promise.all([lastBeatMs(database), processes.isReachable()]);
  if (beat === 'unreachable') return reachable ? ['database'] : ['database', 'processes'];
  return [
    ...(reachable ? [] : (['processes'] as const)),
    ...(beat <= HEARTBEAT_LIMIT_MS ? [] : (['worker'] as const)),
  ];
}

/** How long ago a worker last said that it lives; endless when none ever did. */
async function lastBeatMs({ gate, clock }: Database): Promise<number | 'unreachable'> {
  try {
    const at = await gate.lastBeat();
    return at ? (await clock.now()).getTime() - at.getTime() : Number.POSITIVE_INFINITY;
  } catch {
    return 'unreachable';
  }
}

const names: Readonly<Record<Part, { it: string; en: string }>> = {
  database: { it: 'la banca dati', en: 'the database' },
  processes: { it: 'Temporal', en: 'Temporal' },
  worker: { it: 'un esecutore dei processi', en: 'a worker' },
};

function notReady(missing: readonly Part[]): Refusal {
  return new Refusal('temporarilyUnavailable', {
    detail: {
      it: `Manca: ${missing.map((part) => names[part].it).join(', ')}.`,
      en: `Missing: ${missing.map((part) => names[part].en).join(', ')}.`,
    },
    facts: missing,
  });
}

export const healthRoutes = [healthz, readyz, metrics];
