import type { CodeMutant } from '../support/mutant.ts';

/** Mutants of one test file. `find` must stand exactly once in its file; it is replaced, by nothing if not said. */
export function provenBy(
  test: string,
  guards: readonly (readonly [name: string, file: string, find: string, replace?: string])[],
): CodeMutant[] {
  return guards.map(([name, file, find, replace = '']) => ({ name, file, find, replace, provenBy: test }));
}
