import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../support/tree.ts';
import { runVitest } from './lane.ts';
import { verdictOf, type Verdict } from './verdict.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'reciproca-verdict-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const imports = "import { beforeAll, expect, it } from 'vitest';\n";

async function verdictOn(name: string, text: string, config = 'export default {};\n'): Promise<Verdict> {
  const project = join(folder, name);
  mkdirSync(project);
  symlinkSync(join(folder, 'node_modules'), join(project, 'node_modules'));
  writeFileSync(join(project, 'vitest.config.ts'), config);
  writeFileSync(join(project, 'setup.ts'), "export default () => { throw new Error('no server'); };\n");
  writeFileSync(join(project, 'one.test.ts'), imports + text);
  const report = join(project, 'report.json');
  const { exitCode, output } = await runVitest(project, 'one.test.ts', report, '');
  return verdictOf(report, exitCode, output);
}

describe('a run of a test file', () => {
  it('is green when its tests pass, red when one fails', async () => {
    expect(await verdictOn('passes', "it('adds', () => expect(1 + 1).toBe(2));\n")).toEqual({
      kind: 'green',
    });
    expect(await verdictOn('fails', "it('adds', () => expect(1 + 1).toBe(3));\n")).toMatchObject({
      kind: 'red',
      by: 'adds',
      why: expect.stringContaining('to be 3'),
    });
  });

  it('proves nothing when a text cannot be read, a preparation fails or no test runs', async () => {
    const passing = "it('passes', () => undefined);\n";
    const broken = [
      await verdictOn('syntax', `${passing}const = ;\n`),
      await verdictOn('before', `beforeAll(() => { throw new Error('no stack'); });\n${passing}`),
      await verdictOn('none', "it.skip('is left out', () => undefined);\n"),
      await verdictOn('setup', passing, "export default { test: { globalSetup: ['./setup.ts'] } };\n"),
    ];
    expect(broken.map(({ kind }) => kind)).toEqual(['broken', 'broken', 'broken', 'broken']);
    expect(broken.map((verdict) => ('why' in verdict ? verdict.why : ''))).toEqual([
      expect.stringMatching(/one\.test\.ts|Unexpected|error/i),
      expect.stringContaining('no stack'),
      expect.stringContaining('no test ran'),
      expect.stringContaining('no server'),
    ]);
  }, 120_000);
});
