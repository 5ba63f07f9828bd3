import { DefaultLogger, Runtime, makeTelemetryFilterString, type LogEntry } from '@temporalio/worker';
import type { Log } from './log.ts';

let isInstalled = false;

/**
 * Sends what Temporal's SDK says to the service's own log, warnings and worse only: it may be set once a process,
 * before the first connection. Messages of failures are kept out, they are told by the activity guard.
 */
export function installTemporalLog(log: Log): void {
  if (isInstalled) return;
  isInstalled = true;
  Runtime.install({
    logger: temporalLogger(log),
    telemetryOptions: { logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'WARN' }) } },
    shutdownSignals: [],
  });
}

export function temporalLogger(log: Log): DefaultLogger {
  return new DefaultLogger('WARN', ({ level, message }: LogEntry) => {
    const say = level === 'ERROR' ? log.error : log.warn;
    say.call(log, { sdk: message.slice(0, 200) }, 'temporal');
  });
}
