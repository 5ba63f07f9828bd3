import { spawnSync } from 'node:child_process';
import { isLong } from './long.ts';

/** A number that is another one with each commit. */
export function turnOfCommit(): number {
  const { stdout } = spawnSync('git', ['rev-parse', '--short=8', 'HEAD'], { encoding: 'utf8' });
  return Number.parseInt(stdout?.trim() ?? '', 16) || 0;
}

/**
 * Of test files that take a minute each, those that wait for their turn: a run of everything has so many of them, others
 * with each commit. A long run, and whoever names files, has them all.
 */
export function waitingTheirTurn(files: readonly string[], count = 1): readonly string[] {
  const named = process.argv.slice(2).some((argument) => !/^-|^(run|list)$|\.config\.ts$/.test(argument));
  if (isLong || named) return [];
  const first = turnOfCommit() % files.length;
  return files.filter((_file, place) => (place - first + files.length) % files.length >= count);
}
