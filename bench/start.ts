import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../runtime/ports.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const READY = 'Reciproca is ready.';
const IDLE_MS = 10_000;

/**
 * `npm start` on an empty folder and again on the same one, each until its screen, and the memory of every process
 * of the tree ten seconds after the second. Memory is counted where Linux tells it: resident, and the share of each
 * process (pages that several use are divided among them), in MB.
 */
export async function benchStart(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'reciproca-bench-start-'));
  try {
    for (const name of ['first', 'second'] as const) {
      const begun = performance.now();
      const service = await start(dataDir);
      console.log(`${name} start to ready: ${((performance.now() - begun) / 1_000).toFixed(1)} s`);
      if (name === 'second') await printMemory(service.pid!);
      service.kill('SIGTERM');
      await once(service, 'exit');
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function start(dataDir: string): Promise<ChildProcess> {
  const service = spawn('npm', ['start'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: String(await freePort()),
      TEMPORAL_UI_PORT: String(await freePort()),
      DEMO: 'on',
    },
  });
  let screen = '';
  for await (const chunk of service.stdout.iterator({ destroyOnReturn: false })) {
    screen += String(chunk);
    if (!screen.includes(READY)) continue;
    service.stdout.resume();
    return service;
  }
  throw new Error(`npm start ended before it was ready:\n${screen}`);
}

async function printMemory(rootPid: number): Promise<void> {
  await sleep(IDLE_MS);
  const tree = await processesBelow(rootPid);
  if (tree.length === 0) return console.log('memory of the idle tree: only Linux tells it');
  for (const { pid, name, residentMb, shareMb } of tree)
    console.log(
      `  ${name.padEnd(40)} ${String(pid).padStart(7)} ${megabytes(residentMb)} ${megabytes(shareMb)}`,
    );
  const total = tree.reduce((sum, { shareMb }) => sum + shareMb, 0);
  console.log(`memory of the idle tree: ${total.toFixed(0)} MB in ${tree.length} processes`);
}

interface Process {
  readonly pid: number;
  readonly parentPid: number;
  readonly name: string;
  readonly residentMb: number;
  readonly shareMb: number;
}

async function processesBelow(rootPid: number): Promise<readonly Process[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const all = (await Promise.all(pids.map(readProcess))).filter((found) => found !== undefined);
  const below = new Set([rootPid]);
  // Children come after their parents only by chance of their numbers, so the list is walked until nothing is added.
  for (let known = 0; known < below.size;) {
    known = below.size;
    for (const { pid, parentPid } of all) if (below.has(parentPid)) below.add(pid);
  }
  return all.filter(({ pid }) => below.has(pid));
}

/** A process that ended meanwhile, or is not ours to look into, is nothing to count. */
async function readProcess(pid: string): Promise<Process | undefined> {
  try {
    const [status, rollup, commandLine] = await Promise.all(
      ['status', 'smaps_rollup', 'cmdline'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8')),
    );
    const kilobytes = (text: string, field: string) =>
      Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
    return {
      pid: Number(pid),
      parentPid: kilobytes(status!, 'PPid'),
      name: nameOf(commandLine!),
      residentMb: kilobytes(rollup!, 'Rss') / 1_024,
      shareMb: kilobytes(rollup!, 'Pss') / 1_024,
    };
  } catch {
    return undefined;
  }
}

/** The script of a Node process, the title of a Postgres one, the program of any other. */
function nameOf(commandLine: string): string {
  const words = commandLine.split('\0').filter((word) => word !== '');
  const script = words.find((word) => /\.[mc]?[jt]s$/.test(word));
  return (script ?? words[0] ?? '').split('/').slice(-2).join('/').slice(0, 40);
}

function megabytes(value: number): string {
  return `${value.toFixed(0).padStart(5)} MB`;
}
