import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sqlMutants } from '../mutants.ts';
import { codeMutants } from './code.ts';

/**
 * Takes out each guard in turn, in a copy of the project, and expects the test that proves it to turn red. Names
 * given on the command line (or parts of them) choose some. Exit 1 when a guard can be taken out unnoticed.
 */
const root = fileURLToPath(new URL('../../', import.meta.url));
const left = new Set(['node_modules', '.git', '.data']);
const wanted = process.argv.slice(2);
const isWanted = ({ name, provenBy }: { name: string; provenBy: string }) =>
  wanted.length === 0 || wanted.some((part) => name.includes(part) || provenBy.includes(part));

const copy = mkdtempSync(join(tmpdir(), 'reciproca-mutants-'));
cpSync(root, copy, { recursive: true, filter: (path) => !left.has(path.slice(root.length).split('/')[0]!) });
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));

const unnoticed: string[] = [];
let tried = 0;

for (const mutant of sqlMutants.filter(isWanted)) {
  judge(mutant.name, runTest(mutant.provenBy, { RECIPROCA_MUTANT: mutant.name }));
}
for (const mutant of codeMutants.filter(isWanted)) {
  const path = join(copy, mutant.file);
  const source = readFileSync(path, 'utf8');
  if (source.split(mutant.find).length !== 2) {
    judge(`${mutant.name} (its text stands not exactly once in ${mutant.file})`, 0);
    continue;
  }
  writeFileSync(path, source.replace(mutant.find, mutant.replace));
  judge(mutant.name, runTest(mutant.provenBy, {}));
  writeFileSync(path, source);
}

rmSync(copy, { recursive: true, force: true });
console.log(`${tried - unnoticed.length} passed, ${unnoticed.length} failed`);
process.exit(unnoticed.length === 0 && tried > 0 ? 0 : 1);

function runTest(test: string, env: Record<string, string>): number {
  const { status } = spawnSync(
    process.execPath,
    [join(copy, 'node_modules/vitest/vitest.mjs'), 'run', test.split(' ')[0]!],
    {
      cwd: copy,
      env: { ...process.env, ...env },
      stdio: 'ignore',
    },
  );
  return status ?? 1;
}

function judge(name: string, exitCode: number): void {
  tried += 1;
  const isRed = exitCode !== 0;
  if (!isRed) unnoticed.push(name);
  console.log(`${isRed ? 'red, as it must be' : 'UNNOTICED'}: ${name}`);
}
