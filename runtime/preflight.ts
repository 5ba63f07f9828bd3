import { mkdir, mkdtemp, rmdir, statfs } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { Config } from './config.ts';
import { isPortFree } from './ports.ts';
import { errorCode, StartError } from './start-error.ts';

const leastFreeBytes = 300 * 1024 * 1024;
const connectTimeoutMs = 5_000;
const oldestPostgres = 180_000;

/** Makes the data folder and proves that it can be written to. @throws StartError with what to do */
export async function openDataFolder(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await rmdir(await mkdtemp(join(dataDir, 'probe-')));
  } catch (cause) {
    if (errorCode(cause) === 'ENOSPC') throw cause;
    throw new StartError(
      `The data folder ${dataDir} cannot be written to (${errorCode(cause) ?? String(cause)}): give yourself the right to, or set DATA_DIR to another folder.`,
      { cause },
    );
  }
}

/**
 * The embedded servers would start on a nearly full disk and hang later. @throws StartError with what to do
 */
export async function assertRoom(dataDir: string): Promise<void> {
  const { bavail, bsize } = await statfs(dataDir);
  const freeBytes = bavail * bsize;
  if (freeBytes >= leastFreeBytes) return;
  throw new StartError(
    `The disk of ${dataDir} has ${Math.floor(freeBytes / 1024 / 1024)} MB left: free at least 300 MB, or set DATA_DIR to a folder on another disk.`,
  );
}

/** @throws StartError when nothing can listen there, with what to do */
export async function assertPortFree({ port, host }: Pick<Config, 'port' | 'host'>): Promise<void> {
  let isFree: boolean;
  try {
    isFree = await isPortFree(port, host);
  } catch (cause) {
    throw new StartError(
      `The API cannot listen on ${host}:${port} (${errorCode(cause) ?? String(cause)}): set HOST to an address of this machine and PORT to one you may use.`,
      { cause },
    );
  }
  if (isFree) return;
  throw new StartError(
    `Port ${port} is taken by another program: stop that program or set PORT to another port.`,
  );
}

/**
 * Proves that a PostgreSQL answers and lets us in, trying for `patienceMs`.
 *
 * @param setting the name of the setting that holds the address, for the sentence
 * @throws StartError with what to do
 */
export async function assertDatabase(url: string, setting: string, patienceMs = 0): Promise<void> {
  const { host } = new URL(url);
  await eventually(patienceMs, async () => {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: connectTimeoutMs });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ server_version_num: string }>('SHOW server_version_num');
      if (Number(rows[0]?.server_version_num) >= oldestPostgres) return undefined;
      return `The PostgreSQL of ${setting} (${host}) is too old: give one of version 18 or later.`;
    } catch (error) {
      const reason = error instanceof Error ? error.message || errorCode(error) : String(error);
      return `The PostgreSQL of ${setting} (${host}) cannot be used (${reason}): start it, correct ${setting}, or leave it out for the embedded one.`;
    } finally {
      await client.end();
    }
  });
}

/**
 * Proves that something listens at TEMPORAL_ADDRESS, trying for `patienceMs`. @throws StartError with what to
 * do
 */
export async function assertTemporal(address: string, patienceMs = 0): Promise<void> {
  const url = new URL(`tcp://${address}`);
  await eventually(patienceMs, async () => {
    const reason = await connectTo(url.hostname, Number(url.port));
    if (reason === undefined) return undefined;
    return `The Temporal of TEMPORAL_ADDRESS (${address}) cannot be reached (${reason}): start it, correct TEMPORAL_ADDRESS, or leave it out for the embedded one.`;
  });
}

/** Asks until there is no complaint; once the patience is over, the complaint is thrown. */
async function eventually(patienceMs: number, complaint: () => Promise<string | undefined>): Promise<void> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const sentence = await complaint();
    if (sentence === undefined) return;
    if (Date.now() >= end) throw new StartError(sentence);
    await sleep(200);
  }
}

/** Why no connection came about; undefined when it did. */
function connectTo(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: connectTimeoutMs });
    const done = (reason: string | undefined): void => {
      socket.destroy();
      resolve(reason);
    };
    socket.once('connect', () => done(undefined));
    socket.once('timeout', () => done('no answer'));
    socket.once('error', (error) => done(error.message || errorCode(error)));
  });
}
