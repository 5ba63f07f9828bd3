import { writeSync } from 'node:fs';
import type { WorkflowBundle } from '@temporalio/worker';
import type { Database } from '../../../prisma/database.ts';
import { loadConfig } from '../../../runtime/config.ts';
import { withServers } from '../../../runtime/service-config.ts';
import { openServices } from '../../../runtime/services.ts';
import { runWorker } from '../../../runtime/worker.ts';
import { workflowBundle } from '../../../runtime/workflow-bundle.ts';

/**
 * A worker whose clock is told by whoever started it, and which, told to, dies as by `kill -9` in the midst of its next
 * page of vouchers: with everything written and nothing committed, or just after the commit and before it says so.
 */
type Order = { readonly now: number } | { readonly die: 'beforeCommit' | 'afterCommit' };

let now = Number(process.env['NOW_MS']);
let die: 'beforeCommit' | 'afterCommit' | undefined;
process.on('message', (order: Order) => {
  if ('now' in order) ({ now } = order);
  else ({ die } = order);
});

const clock = { now: () => Promise.resolve(new Date(now)) };
const opened = await openServices(await withServers(loadConfig()), { clock });
const database: Database = {
  ...opened.database,
  async inAlliance(allianceId, actor, work, options) {
    if (actor.id !== 'voucher-expiry') return opened.database.inAlliance(allianceId, actor, work, options);
    const page = async (tx: Parameters<typeof work>[0]) => {
      const done = await work(tx);
      dieAt('beforeCommit');
      return done;
    };
    const done = await opened.database.inAlliance(allianceId, actor, page, options);
    dieAt('afterCommit');
    return done;
  },
};

function dieAt(moment: typeof die): void {
  if (die !== moment) return;
  writeSync(1, `died ${moment}\n`);
  process.kill(process.pid, 'SIGKILL');
}

/** The workflows as they are, but that a step whose worker is dead is given up after three seconds. */
async function impatient(): Promise<WorkflowBundle> {
  const { code } = (await workflowBundle(opened)) as { readonly code: string };
  const pieces = code.split("startToCloseTimeout: '15s'");
  if (pieces.length !== 2) throw new Error('the workflows wait otherwise than this test believes');
  return { code: pieces.join("startToCloseTimeout: '3s'") };
}

const pace = { beatMs: 0, wakeupsMs: 30, wakeupRetryMs: 0, wakeAllMs: 0, mailMs: 0, sweepMs: 0, sealMs: 0 };
await runWorker({ ...opened, database }, { pace, maxCachedWorkflows: 0, bundle: await impatient() });
process.send!({ kind: 'ready', found: {} });
