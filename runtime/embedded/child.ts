import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { waitUntil } from '../processes.ts';
import { errorCode, StartError } from '../start-error.ts';

const patienceMs = 10_000;

/** Waits until the program runs. @throws StartError when the system does not let it */
export async function spawned(child: ChildProcess, program: string): Promise<void> {
  try {
    await once(child, 'spawn');
  } catch (cause) {
    if (errorCode(cause) !== 'EACCES') throw cause;
    throw new StartError(
      `The system does not let ${program} run: set XDG_CACHE_HOME (TMPDIR as root) to a folder on a disk that lets programs run.`,
      { cause },
    );
  }
}

export function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Settles when the process is gone. */
export async function exitOf(child: ChildProcess): Promise<void> {
  if (!hasEnded(child)) await once(child, 'exit');
}

/** Sends the signals one by one, each only when the one before was not enough, and waits until it is gone. */
export async function stopChild(child: ChildProcess, signals: readonly NodeJS.Signals[]): Promise<void> {
  for (const name of signals) {
    if (hasEnded(child)) return;
    child.kill(name);
    if (await waitUntil(() => hasEnded(child), patienceMs, 10)) return;
  }
  if (!hasEnded(child)) throw new Error(`Process ${child.pid} survived ${signals.join(', ')}`);
}
