import { wakeUp } from '../activities/wakeup.ts';
import type { Tx } from '../prisma/database.ts';
import { WOKEN, fundAllocationId, processOfWorkflowId, voucherExpiryId } from '../workflows/contract.ts';
import { inParallel } from './in-parallel.ts';
import type { Services } from './services.ts';

const PAGE = 100;
const AT_ONCE = 8;
const SIGNAL_TIMEOUT_MS = 5_000;
const actor = { kind: 'system', id: 'wakeups' } as const;

type Dispatcher = Pick<Services, 'client' | 'config' | 'database' | 'processes'>;

interface Request {
  readonly process: string;
  readonly generation: number;
}

/**
 * Signals the processes of an alliance that were asked to look again, starting the ones that are not running, and
 * then forgets each request, but only in the generation it read: one that came meanwhile stays. A crash after the
 * signal, or another worker at the same moment, signals again, which does no harm. Nothing is locked while Temporal
 * is spoken to: whoever asks for a wake-up must not wait for Temporal. One that goes wrong while Temporal answers
 * steps back by `retryAfterMs`, so that it never stands before the others.
 */
export async function dispatchWakeups(
  services: Dispatcher,
  allianceId: string,
  retryAfterMs: number,
): Promise<void> {
  const { database, processes } = services;
  const due: Request[] = await database.inAlliance(allianceId, actor, (tx) =>
    tx.db.wakeup.findMany({
      where: { notBefore: { lte: tx.now } },
      orderBy: { notBefore: 'asc' },
      take: PAGE,
    }),
  );
  const accidents: { readonly request: Request; readonly error: unknown }[] = [];
  await inParallel(due, AT_ONCE, (request) =>
    dispatch(services, allianceId, request).catch((error: unknown) => accidents.push({ request, error })),
  );
  if (accidents.length === 0) return;
  if (await processes.isReachable())
    await database.inAlliance(allianceId, actor, async (tx) => {
      const notBefore = new Date(tx.now.getTime() + retryAfterMs);
      for (const { request } of accidents)
        await tx.db.wakeup.updateMany({ where: exactly(request), data: { notBefore } });
    });
  throw accidents[0]!.error;
}

async function dispatch(
  { client, config, database }: Dispatcher,
  allianceId: string,
  request: Request,
): Promise<void> {
  const { type, params } = processOfWorkflowId(request.process, allianceId);
  await client.withDeadline(Date.now() + SIGNAL_TIMEOUT_MS, () =>
    client.workflow.signalWithStart(type, {
      workflowId: request.process,
      taskQueue: config.temporalTaskQueue,
      args: [params],
      signal: WOKEN,
      signalArgs: [],
    }),
  );
  await database.inAlliance(allianceId, actor, (tx) => tx.db.wakeup.deleteMany({ where: exactly(request) }));
}

/** As it was read: whoever asks again meanwhile makes a later generation of it. */
function exactly({ process, generation }: Request): Request {
  return { process, generation };
}

/** Once an hour every Fund, and what vouchers are due, is looked at anyway, whatever was or was not asked. */
export async function wakeAll(tx: Tx): Promise<void> {
  await wakeUp(tx, fundAllocationId(tx.allianceId));
  await wakeUp(tx, voucherExpiryId(tx.allianceId));
}
