import { spawnSync } from 'node:child_process';
import { isLong } from './long.ts';

/** A number that is another one with each commit. */
export function turnOfCommit(): number {
  const { stdout } = spawnSync('git', ['rev-parse', '--short=8', 'HEAD'], { encoding: 'utf8' });
  return Number.parseInt(stdout?.trim() ?? '', 16) || 0;
}

/**
 * Of test files that take a minute each, those that wait for their turn: a run of everything has one of them, another
 * one with each commit. A long run, and whoever names files, has them all.
 */
export function waitingTheirTurn(files: readonly string[]): readonly string[] {
  const named = process.argv.slice(2).some((argument) => !/^-|^(run|list)$|\.config\.ts$/.test(argument));
  return isLong || named ? [] : files.toSpliced(turnOfCommit() % files.length, 1);
}
