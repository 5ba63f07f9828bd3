import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, chown, mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive, processesWorkingIn, signal, waitUntil } from '../processes.ts';
import { errorCode, StartError } from '../start-error.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';

/** A made cluster: where its data lies, who must run its server, and the superuser's password. */
export interface Cluster {
  readonly folder: string;
  /** The user to run the server as; empty when that is ourselves. */
  readonly identity: { readonly uid?: number; readonly gid?: number };
  readonly password: string;
}

export const superuser = 'postgres';
const majorVersion = '18';
/** The user "nobody" of every Linux: PostgreSQL refuses to run as root. */
const unprivilegedId = 65534;

/**
 * The cluster in `dataDir`/postgres, made on first use with scram and a random password that is kept in
 * `dataDir`/postgres.password (mode 0600).
 *
 * @throws StartError when it was made by another version or another user, or cannot be made
 */
export async function openCluster(dataDir: string, binaries: PostgresBinaries): Promise<Cluster> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  // The kernel shows working folders without links, and that is how leftovers are found.
  const folder = join(await realpath(dataDir), 'postgres');
  const password = await keepPassword(join(dataDir, 'postgres.password'));
  const version = await versionOf(folder);
  if (version === undefined) await initialise(folder, password, binaries);
  else if (version !== majorVersion) {
    throw new StartError(
      `The database in ${folder} was made by PostgreSQL ${version} and this version of Reciproca runs ${majorVersion}: dump it with the earlier version of Reciproca and restore it in a new DATA_DIR.`,
    );
  }
  return { folder, identity: await identityFor(folder), password };
}

/**
 * How a command names the cluster when it is started in its folder. The user that root hands the server to
 * may be unable to walk down to the folder, but a process can always name the folder it already stands in.
 */
export function dataPath(cluster: Pick<Cluster, 'folder' | 'identity'>): string {
  const isOtherUser = cluster.identity.uid !== undefined;
  return isOtherUser && process.platform === 'linux' ? '/proc/self/cwd' : cluster.folder;
}

/** Nothing of our user's PG* settings, locale or private folders of programs concerns the server. */
export const postgresEnvironment = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/**
 * Ends what a killed run left working on the cluster, waits until nobody does, and only then removes the pid
 * file, which would otherwise stop the next server (or, once its number is used again, point at a stranger).
 */
export async function clearLeftovers(folder: string): Promise<void> {
  const pidFile = join(folder, 'postmaster.pid');
  const recorded = Number((await readIfThere(pidFile))?.split('\n')[0]);
  for (const name of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    const workers = await processesWorkingIn(folder, 'postgres');
    if (workers.length === 0) break;
    // Backends of a dead postmaster end by themselves; only the last resort is sent to each of them.
    const targets = name === 'SIGKILL' ? workers : workers.filter((pid) => pid === recorded);
    for (const pid of targets) signal(pid, name);
    await waitUntil(async () => (await processesWorkingIn(folder, 'postgres')).length === 0, 10_000);
  }
  const isHeldUnseen = process.platform !== 'linux' && isAlive(recorded);
  if (!isHeldUnseen) await rm(pidFile, { force: true });
}

async function versionOf(folder: string): Promise<string | undefined> {
  try {
    return (await readIfThere(join(folder, 'PG_VERSION')))?.trim();
  } catch (cause) {
    throw new StartError(
      `The database in ${folder} belongs to another user: start as the user who made it, or choose another DATA_DIR.`,
      { cause },
    );
  }
}

/**
 * As root, the server runs as whoever owns the cluster, so that a folder made by an ordinary user stays
 * theirs.
 */
async function identityFor(folder: string): Promise<Cluster['identity']> {
  if (process.getuid?.() !== 0) return {};
  const { uid, gid } = await stat(folder);
  return { uid, gid };
}

/**
 * Makes the cluster aside and renames it, so that a killed first start leaves nothing that looks like one.
 */
async function initialise(folder: string, password: string, binaries: PostgresBinaries): Promise<void> {
  const aside = `${folder}.new`;
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside);
  await chmod(aside, 0o700);
  if (process.getuid?.() === 0) await chown(aside, unprivilegedId, unprivilegedId);
  await runInitdb({ folder: aside, identity: await identityFor(aside), password }, binaries);
  await rename(aside, folder);
}

async function runInitdb(cluster: Cluster, binaries: PostgresBinaries): Promise<void> {
  const options = [
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The same order of texts on every machine, whatever its locales.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
    `--username=${superuser}`,
    // Through `cat`, because Node's own pipe is a socket, which another user cannot open by this name.
    '--pwfile=/dev/stdin',
  ];
  const script = 'program=$1; shift; cat | "$program" "$@"';
  const child = spawn('sh', ['-c', script, 'sh', binaries.initdb, '-D', dataPath(cluster), ...options], {
    cwd: cluster.folder,
    ...cluster.identity,
    env: postgresEnvironment,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  // If initdb ends before it reads, its exit code tells; the broken pipe does not.
  child.stdin.on('error', () => undefined);
  child.stdin.end(`${cluster.password}\n`);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code === 0) return;
  const reason = output.trim().split('\n').at(-1) ?? 'no reason given';
  throw new StartError(
    `PostgreSQL could not make its database in ${cluster.folder} (${reason}): check the room on the disk and the folder's permissions, or choose another DATA_DIR.`,
  );
}

async function keepPassword(file: string): Promise<string> {
  const kept = await readIfThere(file);
  if (kept !== undefined && kept !== '') return kept;
  const password = randomBytes(24).toString('base64url');
  await writeFile(file, password, { mode: 0o600 });
  return password;
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
