import { createHash } from 'node:crypto';
import { readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, type WorkflowBundle } from '@temporalio/worker';
import { failureConverterPath } from './data-converter.ts';
import { ownCacheFolder } from './embedded/cache-folder.ts';
import type { Services } from './services.ts';
import { errorCode } from './start-error.ts';
import { temporalLogger } from './temporal-log.ts';

const workflowsPath = fileURLToPath(new URL('../workflows/index.ts', import.meta.url));
const sourceFolders = ['../workflows/', '../domain/'].map((folder) => new URL(folder, import.meta.url));

/** The workflow code as one script, made once per version of its sources and kept in the cache: it takes a second or two. */
export async function workflowBundle({ log }: Pick<Services, 'log'>): Promise<WorkflowBundle> {
  const folder = await ownCacheFolder('bundles');
  const path = folder && join(folder, `workflows-${await sourceHash()}.js`);
  const kept = path && (await readIfThere(path));
  if (kept) return { code: kept };
  const logger = temporalLogger(log);
  const bundle = await bundleWorkflowCode({ workflowsPath, failureConverterPath, logger });
  if (path) {
    await writeFile(`${path}.${process.pid}`, bundle.code);
    await rename(`${path}.${process.pid}`, path);
  }
  return bundle;
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    return undefined;
  }
}

async function sourceHash(): Promise<string> {
  const hash = createHash('sha256');
  hash.update(await readFile(new URL('../package-lock.json', import.meta.url)));
  for (const folder of sourceFolders) {
    for (const name of (await readdir(folder, { recursive: true })).toSorted()) {
      if (name.endsWith('.ts')) hash.update(name).update(await readFile(new URL(name, folder)));
    }
  }
  return hash.digest('hex').slice(0, 24);
}
