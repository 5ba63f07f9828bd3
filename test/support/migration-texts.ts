import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const folder = fileURLToPath(new URL('../../prisma/migrations/', import.meta.url));

/** Every migration, in its order, as one text. */
export const migrationTexts: string = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .toSorted()
  .map((name) => readFileSync(join(folder, name, 'migration.sql'), 'utf8'))
  .join('\n');
