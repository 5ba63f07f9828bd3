import { chmod, lstat, mkdir } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorCode, StartError } from '../start-error.ts';

/**
 * Where programs fetched once are kept for every later start: the user's cache, or, where they have none they
 * can write to, a folder of their own among the temporary ones.
 *
 * @throws StartError when neither can be used
 */
export function cacheFolder(): Promise<string> {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'reciproca');
  return firstUsable([cache, temporaryFolder()]);
}

/**
 * Like {@link cacheFolder}, but where the unprivileged user that root hands PostgreSQL to can walk and read.
 */
export function readableCacheFolder(): Promise<string> {
  return process.getuid?.() === 0 ? firstUsable([temporaryFolder()]) : cacheFolder();
}

/**
 * A folder of the cache for what is run as it lies there: nobody else may write to it, whatever the umask. Undefined
 * where nothing can be written; what it would keep is then made again at each start.
 */
export async function ownCacheFolder(name: string): Promise<string | undefined> {
  try {
    const folder = join(await cacheFolder(), name);
    await mkdir(folder, { recursive: true });
    await chmod(folder, 0o700);
    return folder;
  } catch (error) {
    if (error instanceof StartError || unusableCodes.has(errorCode(error) ?? '')) return undefined;
    throw error;
  }
}

function temporaryFolder(): string {
  return join(tmpdir(), `reciproca-${process.getuid?.() ?? 'user'}`);
}

async function firstUsable(folders: readonly string[]): Promise<string> {
  for (const folder of folders) {
    if (await isUsable(folder)) return folder;
  }
  throw new StartError(
    `The folder ${folders.at(-1)} must belong to you and be writable by you alone, because the programs of the embedded servers are kept there: remove it or set TMPDIR to another folder.`,
  );
}

/**
 * Makes the folder if need be. A predictable name in a shared folder is trusted only when it is ours alone.
 */
async function isUsable(folder: string): Promise<boolean> {
  const uid = process.getuid?.();
  try {
    const made = await mkdir(folder, { recursive: true });
    // A strict umask must not hide it from the user that PostgreSQL runs as.
    if (made !== undefined) await chmod(folder, 0o755);
    const found = await lstat(folder);
    return found.isDirectory() && (uid === undefined || (found.uid === uid && (found.mode & 0o022) === 0));
  } catch (error) {
    if (unusableCodes.has(errorCode(error) ?? '')) return false;
    throw error;
  }
}

const unusableCodes = new Set(['EACCES', 'EROFS', 'EPERM', 'ENOTDIR', 'EEXIST', 'ENOENT']);
