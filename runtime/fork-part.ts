import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { ownCacheFolder } from './embedded/cache-folder.ts';
import { openForAppend } from './log-file.ts';
import type { PartMessage } from './part.ts';
import { recordOf, waitUntil, type ProcessRecord } from './processes.ts';
import { StartError } from './start-error.ts';

/** One process under the supervisor. */
export interface Part {
  readonly name: string;
  readonly record: ProcessRecord | undefined;
  /** What it found once it serves; rejects with a sentence when it ends before. */
  readonly ready: Promise<Readonly<Record<string, string>>>;
  /** Settles when the process is gone. */
  readonly ended: Promise<End>;
  /** Cuts the link, which asks it to finish; ends it by force if it has not after `patienceMs`. */
  stop(patienceMs: number): Promise<void>;
}

export interface End {
  /** True when the process gave up and said so itself, false when it broke or was ended by somebody. */
  readonly isOwn: boolean;
  readonly sentence: string;
}

export interface PartOptions {
  readonly name: string;
  /** Its file, beside this one. */
  readonly file: string;
  readonly parameters?: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly logFile: string;
  readonly progress: (line: string) => void;
}

/**
 * Starts a process of ours in a session of its own, so that Ctrl-C reaches only the supervisor, which then
 * stops all of them in order. What it prints goes to its log. Node keeps what it compiled for the next start.
 */
export async function forkPart(options: PartOptions): Promise<Part> {
  await using log = await openForAppend(options.logFile);
  const compiled = await ownCacheFolder('compiled');
  const child = fork(fileURLToPath(new URL(options.file, import.meta.url)), options.parameters, {
    env: { ...(compiled ? { NODE_COMPILE_CACHE: compiled } : {}), ...options.env },
    detached: true,
    stdio: ['ignore', log.fd, log.fd, 'ipc'],
  });
  await once(child, 'spawn');
  let reason: string | undefined;
  const ready = Promise.withResolvers<Readonly<Record<string, string>>>();
  child.on('message', (message: PartMessage) => {
    if (message.kind === 'progress') options.progress(message.line);
    else if (message.kind === 'ready') ready.resolve(message.found);
    else reason = message.reason;
  });
  const ended = endOf(child).then((how) => ({
    isOwn: reason !== undefined,
    sentence: reason ?? `The ${options.name} ${how}: read ${options.logFile}`,
  }));
  void ended.then(({ sentence }) => ready.reject(new StartError(sentence)));
  // Whoever does not wait for it to be ready learns of its end from `ended`.
  ready.promise.catch(() => undefined);
  return {
    name: options.name,
    record: child.pid === undefined ? undefined : await recordOf(child.pid),
    ready: ready.promise,
    ended,
    stop: (patienceMs) => stop(child, patienceMs),
  };
}

async function endOf(child: ChildProcess): Promise<string> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.signalCode === null ? `ended with code ${child.exitCode}` : `was ended by ${child.signalCode}`;
}

async function stop(child: ChildProcess, patienceMs: number): Promise<void> {
  const isGone = (): boolean => child.exitCode !== null || child.signalCode !== null;
  if (child.connected) child.disconnect();
  if (await waitUntil(isGone, patienceMs, 10)) return;
  child.kill('SIGKILL');
  await waitUntil(isGone, patienceMs, 10);
}
