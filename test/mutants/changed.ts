import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';
import type { AnyMutant } from '../support/mutant.ts';

/**
 * The mutants that a change concerns: first those whose own file or test it touches, then those whose folder it
 * touches. A migration touches every guard of the database, for a later one may undo an earlier.
 */
export function concernedBy(changed: readonly string[], mutants: readonly AnyMutant[]): AnyMutant[] {
  const folders = new Set(changed.map((path) => dirname(path)));
  const files = new Set(changed);
  const isNear = (mutant: AnyMutant) =>
    files.has(mutant.provenBy) || ('file' in mutant && files.has(mutant.file));
  const isFar = (mutant: AnyMutant) =>
    'file' in mutant
      ? folders.has(dirname(mutant.file))
      : changed.some((path) => path.startsWith('prisma/migrations/'));
  return [...mutants.filter(isNear), ...mutants.filter((mutant) => !isNear(mutant) && isFar(mutant))];
}

/** The files changed since a commit, what is not committed included; undefined when git does not know the commit. */
export function changedSince(root: string, base: string): readonly string[] | undefined {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
      .split('\n')
      .filter(Boolean);
  try {
    return [...git('diff', '--name-only', base, '--'), ...git('ls-files', '--others', '--exclude-standard')];
  } catch {
    return undefined;
  }
}
