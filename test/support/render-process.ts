import { createHash } from 'node:crypto';
import { json } from 'node:stream/consumers';
import type { Letter } from '../../activities/letters/letter.ts';
import { renderLetter } from '../../activities/letters/render.ts';

/** Renders the letters on stdin in their order and tells the hash of each. */
const letters = (await json(process.stdin)) as readonly Letter[];
for (const letter of letters)
  console.log(
    createHash('sha256')
      .update(await renderLetter(letter))
      .digest('hex'),
  );
