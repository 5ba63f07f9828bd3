import { fork } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ownCacheFolder } from './embedded/cache-folder.ts';
import { sourceHash } from './source-hash.ts';
import { errorCode } from './start-error.ts';

const source = new URL('../console/', import.meta.url);
/** The till reads codes as the service does. */
const domain = new URL('../domain/', import.meta.url);
const isSource = (name: string) => /\.(tsx?|scss|json|html|svg)$/.test(name);
const builder = fileURLToPath(new URL('../console/build.ts', import.meta.url));
/** Whoever asks: what tests look at is what is served. */
const MODE = 'production';

/**
 * The folder that holds the built console, made once for each version of its sources and kept in the cache: it takes
 * a few seconds. `onBuild` is called when it has to be made.
 */
export async function consoleBundle(onBuild: () => void = () => {}): Promise<string> {
  const cache = (await ownCacheFolder('console')) ?? (await mkdtemp(join(tmpdir(), 'reciproca-console-')));
  const folder = join(cache, `${MODE}-${await sourceHash([source, domain], isSource)}`);
  if (await isThere(join(folder, 'index.html'))) return folder;
  onBuild();
  const made = `${folder}.${process.pid}`;
  await build(made);
  try {
    await rename(made, folder);
  } catch (error) {
    // Another process made the same meanwhile.
    if (!['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')) throw error;
    await rm(made, { recursive: true });
  }
  return folder;
}

async function build(folder: string): Promise<void> {
  const env = { ...process.env, NODE_ENV: MODE };
  const [code] = await once(fork(builder, [folder], { env, execArgv: [] }), 'exit');
  if (code !== 0) throw new Error(`The console could not be built: its builder ended with ${code}`);
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
