import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { errorCode } from './start-error.ts';

/** A process as it can be found again later: ids are used again, the instant of a start is not. */
export interface ProcessRecord {
  readonly pid: number;
  readonly startedAt: string;
}

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

/** The record of a running process, undefined when there is none with that id. */
export async function recordOf(pid: number): Promise<ProcessRecord | undefined> {
  const startedAt = process.platform === 'linux' ? await startOnLinux(pid) : await startByPs(pid);
  return startedAt === undefined ? undefined : { pid, startedAt };
}

/** Whether that very process still runs, and not a later one with its id. */
export async function isRunning(record: ProcessRecord): Promise<boolean> {
  return isAlive(record.pid) && (await recordOf(record.pid))?.startedAt === record.startedAt;
}

/** Waits for the processes to end by themselves, then ends by force those that did not. */
export async function outlast(records: readonly ProcessRecord[], patienceMs: number): Promise<void> {
  for (const record of records) {
    if (await waitUntil(async () => !(await isRunning(record)), patienceMs)) continue;
    signal(record.pid, 'SIGKILL');
    await waitUntil(async () => !(await isRunning(record)), patienceMs);
  }
}

/**
 * The processes of the named program whose working folder is `folder`, from Linux's /proc (elsewhere none are
 * seen). Each embedded server works in its own data folder, so this finds them whoever started them.
 *
 * @param program how the file name of the executable begins
 */
export async function processesWorkingIn(folder: string, program: string): Promise<readonly number[]> {
  const found: number[] = [];
  for (const entry of await readFolder('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      if ((await readlink(`/proc/${entry}/cwd`)) !== folder) continue;
      if (basename(await readlink(`/proc/${entry}/exe`)).startsWith(program)) found.push(Number(entry));
    } catch (error) {
      // Gone meanwhile, or another user's: neither is one of ours.
      if (!unseen.has(errorCode(error) ?? '')) throw error;
    }
  }
  return found;
}

const unseen = new Set(['ENOENT', 'ESRCH', 'EACCES', 'EPERM']);

/** Clock ticks since boot, as the kernel counts them, with the boot they are counted from. */
async function startOnLinux(pid: number): Promise<string | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The command's name, in brackets, may hold blanks and brackets itself: count the fields after it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const isZombie = fields[0] === 'Z';
    return isZombie ? undefined : `${fields[19]}@${await bootId()}`;
  } catch (error) {
    if (unseen.has(errorCode(error) ?? '')) return undefined;
    throw error;
  }
}

async function bootId(): Promise<string> {
  return (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
}

async function startByPs(pid: number): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)]);
    return stdout.trim();
  } catch {
    // ps ends with 1 when there is no such process.
    return undefined;
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
