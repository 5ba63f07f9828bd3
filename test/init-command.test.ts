import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { authenticate } from '../api/auth.ts';
import { initCommand } from '../cli/init/command.ts';
import { openTestDatabase, type TestDatabase } from './support/database.ts';
import { initClock, initVault, organisationsCsv, peopleCsv } from './support/init.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase({ clock: initClock });
});
afterAll(() => test.close());

describe('the command init', () => {
  const output: string[] = [];
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'reciproca-init-'));
    await writeFile(join(folder, 'enti.csv'), organisationsCsv);
    await writeFile(join(folder, 'persone.csv'), peopleCsv);
    for (const stream of ['log', 'error'] as const)
      vi.spyOn(console, stream).mockImplementation((line: string) => void output.push(line));
  });
  beforeEach(() => {
    output.length = 0;
    process.exitCode = undefined;
  });
  afterAll(async () => {
    process.exitCode = undefined;
    vi.restoreAllMocks();
    await rm(folder, { recursive: true });
  });

  const run = async (slug: string, ...more: string[]) => {
    const program = new Command().exitOverride();
    initCommand(program, async () => ({
      database: test.database,
      vault: initVault,
      close: async () => undefined,
    }));
    const two = ['--administrator', 'Sara <sara@example.org>', '--administrator', 'Luca <luca@example.org>'];
    await program.parseAsync(['init', '--name', 'Prova', '--slug', slug, ...two, ...more], { from: 'user' });
  };

  it('prints what it made and each token once', async () => {
    const files = ['--organisations', join(folder, 'enti.csv'), '--people', join(folder, 'persone.csv')];
    await run('da-comando', ...files);
    expect(output[0]).toMatch(/^Alleanza creata .*: 2 organizzazioni, 3 persone, 1 nuclei\.$/);
    const tokens = output.flatMap((line) => /rcp_\S+/.exec(line)?.[0] ?? []);
    expect(new Set(tokens).size).toBe(2);
    for (const token of tokens)
      expect(await authenticate(test.database, `Bearer ${token}`)).toMatchObject({
        roles: ['administrator'],
      });
    expect(process.exitCode).toBe(undefined);
  });

  it('prints every problem and ends with a code other than 0', async () => {
    await run('Brutto', '--organisations', join(folder, 'persone.csv'), '--language', 'en');
    expect(output.length).toBeGreaterThan(1);
    expect(output[0]).toMatch(/^init, column "--slug": 1 to 40 small letters/);
    expect(process.exitCode).toBe(1);
  });

  it('says which file it cannot read', async () => {
    await run('senza-file', '--people', join(folder, 'manca.csv'));
    expect(output).toEqual([expect.stringMatching(/manca\.csv: non si può leggere \(ENOENT\)$/)]);
    expect(process.exitCode).toBe(1);
  });
});
