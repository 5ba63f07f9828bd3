import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, type WorkflowBundle } from '@temporalio/worker';
import { failureConverterPath } from './data-converter.ts';
import { ownCacheFolder } from './embedded/cache-folder.ts';
import type { Services } from './services.ts';
import { sourceHash } from './source-hash.ts';
import { errorCode } from './start-error.ts';
import { temporalLogger } from './temporal-log.ts';

const workflowsPath = fileURLToPath(new URL('../workflows/index.ts', import.meta.url));
const sourceFolders = ['../workflows/', '../domain/'].map((folder) => new URL(folder, import.meta.url));
const isSource = (name: string) => name.endsWith('.ts');

/** The workflow code as one script, made once per version of its sources and kept in the cache: it takes a second or two. */
export async function workflowBundle({ log }: Pick<Services, 'log'>): Promise<WorkflowBundle> {
  const folder = await ownCacheFolder('bundles');
  const path = folder && join(folder, `workflows-${await sourceHash(sourceFolders, isSource)}.js`);
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
