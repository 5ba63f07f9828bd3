import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProcessRecord } from './processes.ts';
import { errorCode } from './start-error.ts';

/**
 * What runs on a data folder and where it is reached: for the next start, for the CLI and for further
 * workers.
 */
export interface RunFile {
  readonly supervisor: ProcessRecord;
  /** The processes beside the supervisor: guard, API, worker. */
  readonly parts: Readonly<Record<string, ProcessRecord>>;
  /** Present once everything is up. */
  readonly reach?: Reach;
}

export interface Reach {
  readonly apiUrl: string;
  readonly databaseUrl: string;
  readonly temporalAddress: string;
}

/** What stands in `dataDir`/run.json; undefined when nothing was ever started, or all of it was stopped. */
export async function readRunFile(dataDir: string): Promise<RunFile | undefined> {
  try {
    return JSON.parse(await readFile(pathIn(dataDir), 'utf8')) as RunFile;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Replaces the file in one step. It holds a database password, so it is its owner's alone (mode 0600). */
export async function writeRunFile(dataDir: string, content: RunFile): Promise<void> {
  const draft = `${pathIn(dataDir)}.new`;
  await writeFile(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, pathIn(dataDir));
}

export async function removeRunFile(dataDir: string): Promise<void> {
  await rm(pathIn(dataDir), { force: true });
}

function pathIn(dataDir: string): string {
  return join(dataDir, 'run.json');
}
