import { execFile } from 'node:child_process';
import { chown, copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { temporalCliPath } from '../../runtime/embedded/temporal-binary.ts';
import { checkout, cleanUp, freshFolder, isRoot, ordinaryUser, processesOn, start } from './support.ts';

const run = promisify(execFile);
const timeoutMs = 180_000;

afterAll(cleanUp, 60_000);

describe('npm start', () => {
  it.runIf(isRoot)(
    'works as an ordinary user, who owns all its processes',
    async () => {
      const home = await freshFolder(ordinaryUser);
      const dataDir = join(home, 'data');
      const running = await start({
        dataDir,
        uid: ordinaryUser,
        folder: await checkoutFor(ordinaryUser),
        env: { HOME: home, XDG_CACHE_HOME: join(home, 'cache'), TEMPORAL_CLI: await temporalFor(home) },
      });
      await running.ready();
      const pids = await processesOn(dataDir);
      expect(new Set(await Promise.all(pids.map(ownerOf)))).toEqual(new Set([ordinaryUser]));
      running.signal('SIGTERM');
      expect(await running.exit()).toBe(0);
      expect(await processesOn(dataDir)).toEqual([]);
    },
    timeoutMs,
  );

  it.runIf(isRoot)(
    'works as root in a checkout that only root can enter, with PostgreSQL as somebody else',
    async () => {
      const folder = join(await freshFolder(), 'checkout');
      await copyCheckout(folder);
      const dataDir = join(folder, '.data');
      const running = await start({ dataDir, folder });
      await running.ready();
      const owners = await Promise.all((await processesOn(join(dataDir, 'postgres'))).map(ownerOf));
      expect(new Set(owners)).toEqual(new Set([ordinaryUser]));
      running.signal('SIGTERM');
      expect(await running.exit()).toBe(0);
      expect(await processesOn(dataDir)).toEqual([]);
    },
    timeoutMs,
  );

  it.runIf(!isRoot)('is tried as root, too, where the tests run as root', () => {
    console.log('Run by an ordinary user: what only root can try was not tried.');
  });
});

async function ownerOf(pid: number): Promise<number> {
  const { stdout } = await run('stat', ['-c', '%u', `/proc/${pid}`]);
  return Number(stdout);
}

/** This checkout, or a copy of it where that user cannot walk to this one. */
async function checkoutFor(uid: number): Promise<string> {
  try {
    await run('test', ['-x', join(checkout, 'node_modules', '.bin', 'node')], { uid, gid: uid });
    return checkout;
  } catch {
    const folder = join(await freshFolder(uid), 'checkout');
    await copyCheckout(folder);
    return folder;
  }
}

/** By hard links where the disk allows it, for the modules weigh half a gigabyte. */
async function copyCheckout(folder: string): Promise<void> {
  await mkdir(folder);
  const entries = (await readdir(checkout)).filter((name) => name !== '.data' && name !== '.git');
  const sources = entries.map((name) => join(checkout, name));
  try {
    await run('cp', ['-al', ...sources, folder]);
  } catch {
    await run('cp', ['-a', ...sources, folder]);
  }
}

async function temporalFor(home: string): Promise<string> {
  const copy = join(home, 'temporal');
  await copyFile(await temporalCliPath(), copy);
  await chown(copy, ordinaryUser, ordinaryUser);
  return copy;
}
