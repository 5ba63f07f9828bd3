import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../runtime/ports.ts';
import { waitUntil } from '../../runtime/processes.ts';
import { readRunFile, type RunFile } from '../../runtime/run-file.ts';

export const checkout = fileURLToPath(new URL('../../', import.meta.url));
export const isRoot = process.getuid?.() === 0;
/** The user "nobody", to try what an ordinary user can do. */
export const ordinaryUser = 65534;

const readyTimeoutMs = 120_000;
const exitTimeoutMs = 60_000;
const lastLine = 'Ctrl-C stops everything';

export interface StartOptions {
  readonly dataDir: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly uid?: number;
  /** Another checkout than this one. */
  readonly folder?: string;
  /** What to run instead of `npm start`. */
  readonly command?: readonly [string, ...string[]];
}

/** A start under way: `npm start` leading a process group of its own, as a shell would run it. */
export interface Start {
  readonly dataDir: string;
  readonly pid: number;
  readonly port: number;
  /** All it has printed so far, both streams. */
  output(): string;
  /** Waits for the screen; throws with all it printed when it ends before. */
  ready(): Promise<void>;
  /** The exit code, once it has ended. */
  exit(): Promise<number | null>;
  /** Sends the signal to npm alone, or to the whole group as a terminal does. */
  signal(name: NodeJS.Signals, to?: 'npm' | 'group'): void;
  run(): Promise<RunFile>;
}

export async function start(options: StartOptions): Promise<Start> {
  const [program, ...parameters] = options.command ?? ['npm', 'start'];
  const port = Number(options.env?.['PORT'] ?? (await freePort()));
  const child = spawn(program, parameters, {
    cwd: options.folder ?? checkout,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.uid !== undefined && { uid: options.uid, gid: options.uid }),
    env: {
      ...cleanEnvironment(),
      PORT: String(port),
      TEMPORAL_UI_PORT: String(await freePort()),
      DATA_DIR: options.dataDir,
      REQUESTS_OF_PERSON: 'off',
      REQUESTS_OF_ADDRESS: 'off',
      ...options.env,
    },
  });
  await once(child, 'spawn');
  return describeStart(child, options.dataDir, port);
}

function describeStart(child: ChildProcess, dataDir: string, port: number): Start {
  const { pid } = child;
  if (pid === undefined) throw new Error('npm was not started');
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const closed = once(child, 'close') as Promise<[number | null]>;
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  return {
    dataDir,
    pid,
    port,
    output: () => output,
    async ready() {
      await waitUntil(() => output.includes(lastLine) || hasEnded(), readyTimeoutMs);
      if (!output.includes(lastLine)) throw new Error(`It did not start:\n${output}`);
    },
    async exit() {
      if (!(await waitUntil(hasEnded, exitTimeoutMs))) throw new Error(`It does not end:\n${output}`);
      return (await closed)[0];
    },
    signal: (name, to = 'npm') => process.kill(to === 'group' ? -pid : pid, name),
    async run() {
      const run = await readRunFile(dataDir);
      if (run === undefined) throw new Error(`Nothing runs on ${dataDir}`);
      return run;
    },
  };
}

/** Runs it to its end: for starts that are meant to fail. */
export async function runToEnd(
  options: StartOptions,
): Promise<{ readonly code: number | null; readonly output: string }> {
  const started = await start(options);
  return { code: await started.exit(), output: started.output() };
}

/** One of our processes without npm around it, which takes half a second less. */
export function bare(entry: 'start' | 'api-process' | 'worker-process'): [string, ...string[]] {
  return [process.execPath, `runtime/${entry}.ts`];
}

/** An empty folder, removed with everything in it at the end of the test run's process. */
export async function freshFolder(owner?: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'reciproca-start-'));
  folders.push(folder);
  if (owner !== undefined) await chown(folder, owner, owner);
  return folder;
}

const folders: string[] = [];

/** For `afterAll`: ends by force whatever a failed test left, then removes the folders. */
export async function cleanUp(): Promise<void> {
  for (const folder of folders) {
    for (const pid of await processesOn(folder)) process.kill(pid, 'SIGKILL');
    await waitUntil(async () => (await processesOn(folder)).length === 0, 10_000);
    await rm(folder, { recursive: true, force: true });
  }
  folders.length = 0;
}

/** Every process that was given the data folder or works in it, told apart from ourselves. */
export async function processesOn(dataDir: string): Promise<readonly number[]> {
  const found: number[] = [];
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry) || Number(entry) === process.pid) continue;
    if (await belongsTo(entry, dataDir)) found.push(Number(entry));
  }
  return found;
}

async function belongsTo(pid: string, dataDir: string): Promise<boolean> {
  try {
    const [cwd, environment] = await Promise.all([
      readlink(`/proc/${pid}/cwd`),
      readFile(`/proc/${pid}/environ`, 'utf8'),
    ]);
    return cwd.startsWith(dataDir) || environment.split('\0').includes(`DATA_DIR=${dataDir}`);
  } catch {
    // It ended meanwhile, or is not ours to look at.
    return false;
  }
}

/** Waits until nothing runs on the folder any more; gives what still does after a minute. */
export async function leftoversOn(dataDir: string): Promise<readonly number[]> {
  await waitUntil(async () => (await processesOn(dataDir)).length === 0, exitTimeoutMs);
  return processesOn(dataDir);
}

/**
 * Local addresses, other than this machine's own, that the processes listen on; from Linux's /proc, in
 * hexadecimal.
 */
export async function openAddresses(pids: readonly number[]): Promise<readonly string[]> {
  const sockets = new Set<string>();
  for (const pid of pids) {
    for (const descriptor of await readdir(`/proc/${pid}/fd`).catch(() => [])) {
      sockets.add(await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => ''));
    }
  }
  const open: string[] = [];
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of (await readFile(table, 'utf8')).split('\n').slice(1)) {
      const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/);
      const isOurs = state === listening && sockets.has(`socket:[${inode}]`);
      if (isOurs && !loopback.test(local)) open.push(local);
    }
  }
  return open;
}

const listening = '0A';
const loopback = /^(?:0100007F|00000000000000000000000001000000|0000000000000000FFFF00000100007F):/;

/** Waits for a successful answer; throws with what the process printed when none comes. */
export async function untilAnswers(address: string, started: Start): Promise<void> {
  const isAnswering = async (): Promise<boolean> => {
    try {
      const answer = await fetch(address, { signal: AbortSignal.timeout(5_000) });
      await answer.body?.cancel();
      return answer.ok;
    } catch {
      return false;
    }
  };
  if (!(await waitUntil(isAnswering, readyTimeoutMs))) throw new Error(`No answer:\n${started.output()}`);
}

/** Nobody listens on the discard port, and node's fetch and pip alike ask this machine instead of the network. */
export const unreachableNetwork = {
  PIP_INDEX_URL: 'http://127.0.0.1:9/simple',
  PIP_FIND_LINKS: '/nowhere',
  NODE_USE_ENV_PROXY: '1',
  HTTPS_PROXY: 'http://127.0.0.1:9',
};

/** None of the settings of whoever runs the tests, nor npm's own, may reach what is tested. */
function cleanEnvironment(): Record<string, string | undefined> {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|DATABASE_URL|TEMPORAL|MASTER_KEY|VITEST)/.test(name),
  );
  return Object.fromEntries(kept);
}
