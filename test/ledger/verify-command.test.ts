import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { ledgerCommand } from '../../cli/ledger.ts';
import { recordAudit } from '../../activities/audit.ts';
import { seal } from '../../ledger/seal.ts';
import { seedVault } from '../support/seed.ts';
import { openTestDatabase, testActor, type TestDatabase } from '../support/database.ts';

let test: TestDatabase;
let folder: string;

beforeAll(async () => {
  test = await openTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'reciproca-heads-'));
  await sealOneMore();
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  process.exitCode = 0;
  return () => void (process.exitCode = 0);
});

async function sealOneMore(): Promise<void> {
  await test.database.inAlliance(test.allianceId, testActor, async (tx) => {
    await recordAudit(tx, seedVault, {
      action: 'alliance.made',
      subjectKind: 'alliance',
      subjectId: test.allianceId,
    });
    await seal(tx);
  });
}

async function verify(...parameters: string[]): Promise<{ printed: string; exitCode: unknown }> {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const program = new Command();
  ledgerCommand(program, () => Promise.resolve({ database: test.database, close: () => Promise.resolve() }));
  try {
    await program.parseAsync(['node', 'reciproca', 'ledger', 'verify', ...parameters]);
    return { printed: log.mock.calls.join('\n'), exitCode: process.exitCode };
  } finally {
    log.mockRestore();
  }
}

const headOf = (printed: string): string => /\S+\/audit\/\d+\/[0-9a-f]{64}/.exec(printed)![0];

it('ends with the heads, and a later report given them compares', async () => {
  const { printed, exitCode } = await verify();
  expect(exitCode).toBe(0);
  expect(printed).toMatch(/Nothing is wrong\. No earlier heads were given/);
  const report = join(folder, 'report.txt');
  await writeFile(report, printed);
  await sealOneMore();
  const later = await verify('--heads', report);
  expect(later).toMatchObject({ exitCode: 0 });
  expect(later.printed).toMatch(/Nothing is wrong\. \d earlier heads were compared/);
  expect(headOf(later.printed)).not.toBe(headOf(printed));
});

it('finds a chain that does not contain a noted head, and an alliance that is gone', async () => {
  const head = headOf((await verify()).printed);
  const other = head.replace(/[0-9a-f]{64}$/, 'a'.repeat(64));
  const broken = await verify(other);
  expect(broken.exitCode).toBe(1);
  expect(broken.printed).toMatch(/WRONG: seal audit\/\d+ is not the block that was noted outside/);
  const gone = await verify(head.replace(/^[^/]+/, 'scomparsa'));
  expect(gone.exitCode).toBe(1);
  expect(gone.printed).toContain('WRONG: alliance scomparsa has heads noted outside');
});

it('takes nothing for a head that is none, and no file without one', async () => {
  await expect(verify('ledger/7')).rejects.toThrow('There is no head in "ledger/7"');
  const empty = join(folder, 'empty.txt');
  await writeFile(empty, 'nothing');
  await expect(verify('--heads', empty)).rejects.toThrow('There is no head in');
});

it('gives machines the same, with each head as it is noted', async () => {
  const { printed } = await verify('--json');
  const [report] = JSON.parse(printed) as {
    alliance: string;
    heads: { note: string }[];
    defects: unknown[];
  }[];
  expect(report!.defects).toEqual([]);
  expect(report!.heads.map(({ note }) => note)).toContain(headOf((await verify()).printed));
});
