import { access, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownCacheFolder } from './embedded/cache-folder.ts';
import { sourceHash } from './source-hash.ts';
import { errorCode } from './start-error.ts';

const source = new URL('../console/', import.meta.url);
/** The till reads codes as the service does. */
const domain = new URL('../domain/', import.meta.url);
const isSource = (name: string) => /\.(tsx?|scss|json|html|svg)$/.test(name);

/**
 * The folder that holds the built console, made once for each version of its sources and kept in the cache: it takes
 * a few seconds. `onBuild` is called when it has to be made.
 */
export async function consoleBundle(onBuild: () => void = () => {}): Promise<string> {
  const cache = (await ownCacheFolder('console')) ?? (await mkdtemp(join(tmpdir(), 'reciproca-console-')));
  const folder = join(cache, await sourceHash([source, domain], isSource));
  if (await isThere(join(folder, 'index.html'))) return folder;
  onBuild();
  const { build, mergeConfig } = await import('vite');
  const { default: config } = await import('../console/vite.config.ts');
  const made = `${folder}.${process.pid}`;
  // Read here and not by Vite, which would write beside the packages: whoever starts may not be who installed them.
  const whole = mergeConfig(config, { build: { outDir: made, emptyOutDir: true } });
  await build({ ...whole, configFile: false });
  try {
    await rename(made, folder);
  } catch (error) {
    // Another process made the same meanwhile.
    if (!['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')) throw error;
    await rm(made, { recursive: true });
  }
  return folder;
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
