import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const folder = fileURLToPath(new URL('../../prisma/migrations/', import.meta.url));

/** Every migration of the book of record, in its order, as one text; the ledger has tests and mutants of its own. */
export const migrationTexts: string = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.endsWith('_ledger'))
  .map(({ name }) => name)
  .toSorted()
  .map((name) => readFileSync(join(folder, name, 'migration.sql'), 'utf8'))
  .join('\n');
