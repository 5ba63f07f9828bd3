import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { waitUntil } from './processes.ts';

export interface FolderLock {
  release(): void;
}

const busyCode = 5;

/**
 * Takes a lock on the folder for as long as this process lives; undefined when another process holds it.
 *
 * It is SQLite's exclusive lock on an empty database, so the kernel gives it back however the process ends:
 * there are no stale lock files to judge. It does not reach across machines: the folder must be on a local
 * disk.
 */
export function takeLock(folder: string, name: string): FolderLock | undefined {
  const database = new DatabaseSync(join(folder, `${name}.lock`));
  try {
    database.exec('BEGIN EXCLUSIVE');
    return { release: () => database.close() };
  } catch (error) {
    database.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === busyCode) return undefined;
    throw error;
  }
}

/** Like {@link takeLock}, waiting for whoever holds it. */
export async function waitForLock(
  folder: string,
  name: string,
  patienceMs: number,
): Promise<FolderLock | undefined> {
  let lock: FolderLock | undefined;
  await waitUntil(() => (lock = takeLock(folder, name)) !== undefined, patienceMs);
  return lock;
}
