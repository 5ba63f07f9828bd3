import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { playFiles } from '../cli/cases/command.ts';
import { turnOfCommit } from './support/in-turn.ts';
import { isLong } from './support/long.ts';

const folder = fileURLToPath(new URL('./cases/', import.meta.url));
const every = (await readdir(folder)).toSorted();
/** A case takes half a minute, and all of them a quarter of an hour: one with each commit, all in a long run. */
const those = isLong ? every : [every[turnOfCommit() % every.length]!];

it(`the cases that are shipped hold: ${isLong ? 'all' : those.join()}`, async () => {
  expect(await playFiles(those.map((file) => folder + file))).toBe(0);
}, 2_400_000);
