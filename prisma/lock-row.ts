import type { Tx } from './database.ts';
import { Prisma } from './generated/client.ts';

/**
 * Locks a row to the end of the transaction and reads it, as whoever held it before left it; one statement, as it is
 * the first of every step. Columns are told by the names that Prisma gives them.
 */
export async function lockRow<Row>(
  tx: Tx,
  table: 'assessment' | 'award' | 'task' | 'charter_signing' | 'charter_version',
  id: string,
): Promise<Row | undefined> {
  const [row] = await tx.db.$queryRaw<Record<string, unknown>[]>`
    SELECT * FROM ${Prisma.raw(table)} WHERE id = ${id}::uuid FOR UPDATE`;
  return (
    row && (Object.fromEntries(Object.entries(row).map(([name, value]) => [camelCase(name), value])) as Row)
  );
}

function camelCase(name: string): string {
  return name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
