import { readdir, readFile, readlink } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from './start-error.ts';

/** True while a process with this id exists, also when it belongs to somebody else. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** Sends the signal; a process that is already gone is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}

/** Polls until `isDone` answers true, for at most `timeoutMs`; says whether it did. */
export async function waitUntil(
  isDone: () => boolean | Promise<boolean>,
  timeoutMs: number,
  pollMs = 50,
): Promise<boolean> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    if (await isDone()) return true;
    if (Date.now() >= end) return false;
    await sleep(pollMs);
  }
}

/**
 * The processes whose working folder is `folder`, from Linux's /proc (empty where there is none). PostgreSQL
 * and each of its backends work in the cluster's folder, and nothing else does.
 */
export async function processesWorkingIn(folder: string): Promise<readonly number[]> {
  const found: number[] = [];
  for (const entry of await readFolder('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      if ((await readlink(`/proc/${entry}/cwd`)) === folder) found.push(Number(entry));
    } catch (error) {
      // Gone meanwhile, or another user's: neither is one of ours.
      const code = errorCode(error);
      if (code !== 'ENOENT' && code !== 'ESRCH' && code !== 'EACCES' && code !== 'EPERM') throw error;
    }
  }
  return found;
}

/**
 * When the process started, as the kernel counts (clock ticks since boot). Together with the boot's id it tells
 * a process from a later one that got the same id. Undefined where /proc does not say.
 */
export async function startTicks(pid: number): Promise<string | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The command name, in brackets, may itself hold blanks and brackets: count the fields after the last one.
    return stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .at(19);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES') return undefined;
    throw error;
  }
}

async function readFolder(path: string): Promise<readonly string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
