import { bringUp } from './bring-up.ts';
import { loadConfig } from './config.ts';
import { takeLock, type FolderLock } from './folder-lock.ts';
import { sentenceOf } from './part.ts';
import { assertRoom, openDataFolder } from './preflight.ts';
import { isRunning } from './processes.ts';
import { readRunFile, removeRunFile } from './run-file.ts';
import { StartError } from './start-error.ts';
import { stopRequest } from './stop-request.ts';
import { Tree } from './tree.ts';

/** `npm start`: runs everything until it is asked to stop, then stops everything. Ends this process. */
export async function supervise(): Promise<never> {
  const stopping = stopRequest();
  try {
    await superviseUntil(stopping);
    process.exit(0);
  } catch (error) {
    console.error(sentenceOf(error) ?? error);
    process.exit(1);
  }
}

async function superviseUntil(stopping: AbortSignal): Promise<void> {
  const config = loadConfig();
  const isEmbedded = config.databaseUrl === undefined || config.temporalAddress === undefined;
  await openDataFolder(config.dataDir);
  if (isEmbedded) await assertRoom(config.dataDir);
  const lock = await lockOrExplain(config.dataDir);
  const tree = new Tree(config.dataDir, say);
  try {
    const work = bringUp(tree, config, say).then((attend) => attend());
    await Promise.race([work, aborted(stopping)]);
    if (stopping.aborted) say(`Stopping (${String(stopping.reason)}) …`);
  } finally {
    await tree.stop();
    await removeRunFile(config.dataDir);
    lock.release();
  }
  say('Stopped.');
}

async function lockOrExplain(dataDir: string): Promise<FolderLock> {
  const lock = takeLock(dataDir, 'start');
  if (lock !== undefined) return lock;
  const holder = (await readRunFile(dataDir))?.supervisor;
  const who = holder !== undefined && (await isRunning(holder)) ? `process ${holder.pid}` : 'another process';
  throw new StartError(
    `Reciproca already runs on ${dataDir} (${who}): stop it with Ctrl-C there, or set DATA_DIR to another folder.`,
  );
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve());
  });
}

function say(line: string): void {
  console.log(line);
}
