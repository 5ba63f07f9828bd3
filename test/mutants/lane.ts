import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../../prisma/migrate.ts';
import { startPostgres } from '../../runtime/embedded/postgres.ts';
import type { AnyMutant, CodeMutant, SqlMutant } from '../support/mutant.ts';
import { verdictOf, type Verdict } from './verdict.ts';

/** A copy of the project with a Postgres of its own, in which one test file runs at a time. */
export interface Lane {
  /** Runs the test file as the project stands: it must be green, or its redness proves nothing. */
  control(testFile: string): Promise<Verdict>;
  /** Takes the guard out, runs its test, and puts the guard back. */
  judge(mutant: AnyMutant): Promise<Verdict>;
  close(): Promise<void>;
}

const leftBehind = new Set(['node_modules', '.git', '.data']);
const LONGEST_RUN_MS = 15 * 60_000;

export async function openLane(root: string): Promise<Lane> {
  const copy = mkdtempSync(join(tmpdir(), 'reciproca-mutants-'));
  cpSync(root, copy, {
    recursive: true,
    filter: (path) => !leftBehind.has(path.slice(root.length).split('/')[0]!),
  });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  const dataDir = mkdtempSync(join(tmpdir(), 'reciproca-mutants-data-'));
  const postgres = await startPostgres({ dataDir, throwAway: true });
  await migrate(postgres.url);
  const database = (name: string) => Object.assign(new URL(postgres.url), { pathname: `/${name}` }).href;

  const run = async (testFile: string, templateUrl: string): Promise<Verdict> => {
    const report = join(dataDir, 'report.json');
    rmSync(report, { force: true });
    const { exitCode, output } = await runVitest(copy, testFile, report, templateUrl);
    await dropDatabases(database('postgres'), 'test\\_%');
    return verdictOf(report, exitCode, output);
  };

  const judgeCode = async ({ file, find, replace, provenBy }: CodeMutant): Promise<Verdict> => {
    const path = join(copy, file);
    const source = readFileSync(path, 'utf8');
    const times = source.split(find).length - 1;
    if (times !== 1)
      return { kind: 'broken', why: `stands ${times} times in ${file}: ${JSON.stringify(find)}` };
    writeFileSync(
      path,
      source.replace(find, () => replace),
    );
    try {
      return await run(provenBy, postgres.url);
    } finally {
      writeFileSync(path, source);
    }
  };

  const judgeSql = async ({ sql, provenBy }: SqlMutant): Promise<Verdict> => {
    const template = new URL(postgres.url).pathname.slice(1);
    await query(database('postgres'), `CREATE DATABASE mutant TEMPLATE ${template}`);
    try {
      await query(database('mutant'), sql);
      return await run(provenBy, database('mutant'));
    } catch (error) {
      return { kind: 'broken', why: `its SQL does not apply: ${(error as Error).message}` };
    } finally {
      await dropDatabases(database('postgres'), 'mutant');
    }
  };

  return {
    control: (testFile) => run(testFile, postgres.url),
    judge: (mutant) => ('sql' in mutant ? judgeSql(mutant) : judgeCode(mutant)),
    async close() {
      await postgres.stop();
      for (const folder of [copy, dataDir]) rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function query(url: string, sql: string): Promise<pg.QueryResult<{ datname: string }>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

async function dropDatabases(url: string, pattern: string): Promise<void> {
  const { rows } = await query(url, `SELECT datname FROM pg_database WHERE datname LIKE '${pattern}'`);
  for (const { datname } of rows) await query(url, `DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
}

/** In a process group of its own: a run that hangs is ended with everything it started. */
export function runVitest(copy: string, testFile: string, report: string, templateUrl: string) {
  const args = ['run', testFile, '--bail=1', '--reporter=json', `--outputFile=${report}`];
  const child = spawn(process.execPath, [join(copy, 'node_modules/vitest/vitest.mjs'), ...args], {
    cwd: copy,
    env: { ...process.env, RECIPROCA_TEMPLATE_URL: templateUrl, NO_COLOR: '1', FORCE_COLOR: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-10_000)));
  const timer = setTimeout(() => process.kill(-child.pid!, 'SIGKILL'), LONGEST_RUN_MS);
  return new Promise<{ exitCode: number | null; output: string }>((resolve) => {
    child.on('close', (exitCode) => {
      clearTimeout(timer);
      resolve({ exitCode, output });
    });
  });
}
