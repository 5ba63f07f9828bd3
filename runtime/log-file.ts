import { mkdir, open, rename, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from './start-error.ts';

const keptBytes = 10 * 1024 * 1024;
const tailBytes = 8 * 1024;

/** The log of one embedded server, `dataDir`/logs/`name`.log; a long one is set aside as `.log.1` first. */
export async function logFileFor(dataDir: string, name: string): Promise<string> {
  await mkdir(join(dataDir, 'logs'), { recursive: true, mode: 0o700 });
  const path = join(dataDir, 'logs', `${name}.log`);
  try {
    if ((await stat(path)).size > keptBytes) await rename(path, `${path}.1`);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  return path;
}

/** Opens the log for a child process to append to; the caller closes its own copy once the child has it. */
export function openForAppend(path: string): Promise<FileHandle> {
  return open(path, 'a', 0o600);
}

/** The last lines written, newest last, for telling why a server did not start. */
export async function tailOf(path: string): Promise<readonly string[]> {
  await using file = await open(path, 'r');
  const { size } = await file.stat();
  const length = Math.min(size, tailBytes);
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
  return buffer
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
}
