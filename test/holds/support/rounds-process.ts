import { loadConfig } from '../../../runtime/config.ts';
import { startRounds } from '../../../runtime/rounds.ts';
import { withServers } from '../../../runtime/service-config.ts';
import { openServices } from '../../../runtime/services.ts';

/**
 * A worker's rounds alone, in a process that dies as by `kill -9` at the first wake-up it dispatches: before the
 * signal is sent, or after it and before the wake-up is forgotten, as DIE says.
 */
const services = await openServices(await withServers(loadConfig()));
const { workflow } = services.client;
const signalWithStart = workflow.signalWithStart.bind(workflow) as (...rest: unknown[]) => Promise<unknown>;

Reflect.set(workflow, 'signalWithStart', async (...rest: unknown[]) => {
  if (process.env['DIE'] === 'after') await signalWithStart(...rest);
  process.kill(process.pid, 'SIGKILL');
});
startRounds(services, {
  beatMs: 0,
  wakeupsMs: 30,
  wakeupRetryMs: 0,
  wakeAllMs: 0,
  mailMs: 0,
  sweepMs: 0,
  sealMs: 0,
});
