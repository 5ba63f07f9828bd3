import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { performance } from 'node:perf_hooks';
import type { Command } from 'commander';
import { errorCode } from '../../runtime/start-error.ts';
import { startCluster, type CaseCluster } from './cluster.ts';
import { playCase } from './play.ts';
import { readCase, type CaseReading } from './read-case.ts';
import { tellCount, tellErrors, tellFailure, tellSuccess } from './tell.ts';
import { writeDocumentation } from './write-documentation.ts';

interface NamedCase {
  readonly path: string;
  readonly reading: CaseReading;
}

/** Adds `cases`, which plays case files against the whole service and says which of them hold. */
export function casesCommand(program: Command): void {
  program
    .command('cases')
    .description('play case files (docs/cases.md) against the whole service')
    .argument('[file...]', 'case files (YAML)')
    .option('--document', 'write docs/case.schema.json and the tables of docs/cases.md, and play nothing')
    .action(async (paths: readonly string[], { document }: { document?: true }) => {
      if (document) await writeDocumentation();
      else process.exitCode = await playFiles(paths);
    });
}

/** Plays the files, as many side by side as there are two processors for each; 0, 1 (failed) or 2 (unreadable). */
export async function playFiles(paths: readonly string[]): Promise<0 | 1 | 2> {
  if (paths.length === 0) {
    console.error('Nessun caso da giocare: npm run cases -- FILE… / No case to play: npm run cases -- FILE…');
    return 2;
  }
  const cases = await Promise.all(paths.map(open));
  const unreadable = cases.filter(({ reading }) => !reading.valid);
  if (unreadable.length > 0) {
    for (const { path, reading } of unreadable) if (!reading.valid) tellErrors(path, reading.errors);
    return 2;
  }
  const cluster = await startCluster();
  try {
    const held = await playAll(cluster, cases);
    const languages = new Set(cases.flatMap(({ reading }) => (reading.valid ? [reading.language] : [])));
    tellCount(held.filter(Boolean).length, held.length, languages);
    return held.every(Boolean) ? 0 : 1;
  } finally {
    await cluster.stop();
  }
}

async function open(path: string): Promise<NamedCase> {
  try {
    return { path, reading: readCase(await readFile(path, 'utf8')) };
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    const message = `non si può leggere / cannot be read (${errorCode(error)})`;
    return { path, reading: { valid: false, errors: [{ line: 1, at: '', message }] } };
  }
}

async function playAll(cluster: CaseCluster, cases: readonly NamedCase[]): Promise<readonly boolean[]> {
  const queue = [...cases.entries()];
  const held: boolean[] = [];
  const slot = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift())
      held[next[0]] = await playOne(cluster, next[1]);
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism(), cases.length) }, slot));
  return held;
}

async function playOne(cluster: CaseCluster, { path, reading }: NamedCase): Promise<boolean> {
  if (!reading.valid) return false;
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  try {
    const outcome = await playCase(cluster, reading);
    if (outcome.failure) tellFailure(path, reading, outcome.failure, seconds());
    else tellSuccess(path, reading, outcome.checks, seconds());
    return outcome.failure === undefined;
  } catch (error) {
    console.error(`✗ ${path}: ${String(error)}`);
    return false;
  }
}
