import type { Actor, Database, Tx } from '../prisma/database.ts';
import { unwrap, wrap } from './data-keys.ts';
import { dropOldKeyFromFile, keyRingFromFile } from './key-file.ts';
import type { KeyRing } from './keys.ts';

const actor: Actor = { kind: 'system', id: 'key-rotation' };
const pageSize = 200;

/**
 * Re-wraps every data key that the active master key does not wrap yet, page by page, while the service runs;
 * sealed data itself is not touched. Safe to repeat. Returns how many keys it re-wrapped.
 */
export async function rotateMasterKey(ring: KeyRing, database: Database): Promise<number> {
  let rewrapped = 0;
  for (const { id } of await database.gate.alliances()) {
    let page: Page;
    do {
      page = await database.inAlliance(id, actor, (tx) => rewrapPage(tx, ring));
      rewrapped += page.rewrapped;
    } while (page.read > 0);
  }
  return rewrapped;
}

/**
 * Forgets the key before the active one. Throws, and forgets nothing, when some data key was still under it:
 * a process that has not read the new key yet may be wrapping more.
 */
export async function retireOldKey(path: string, database: Database): Promise<void> {
  const late = await rotateMasterKey(keyRingFromFile(path), database);
  if (late > 0) {
    throw new Error(
      `${late} data keys were still under the old master key and are re-wrapped now: retire it later.`,
    );
  }
  dropOldKeyFromFile(path);
}

/** How many data keys stand under each master key, of all alliances. */
export async function countDataKeys(database: Database): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const { id } of await database.gate.alliances()) {
    const groups = await database.inAlliance(id, actor, (tx) =>
      tx.db.dataKey.groupBy({ by: ['masterKeyId'], where: { destroyedAt: null }, _count: true }),
    );
    for (const { masterKeyId, _count } of groups)
      counts.set(masterKeyId, (counts.get(masterKeyId) ?? 0) + _count);
  }
  return counts;
}

interface Page {
  readonly read: number;
  readonly rewrapped: number;
}

async function rewrapPage(tx: Tx, ring: KeyRing): Promise<Page> {
  const outdated = { destroyedAt: null, masterKeyId: { not: ring.active().id } };
  const rows = await tx.db.dataKey.findMany({ where: outdated, take: pageSize, orderBy: { id: 'asc' } });
  let rewrapped = 0;
  for (const row of rows) {
    // A key destroyed since it was read must stay destroyed, hence the condition on the update.
    const { count } = await tx.db.dataKey.updateMany({
      where: { ...outdated, id: row.id },
      data: wrap(ring, row, unwrap(ring, row)),
    });
    rewrapped += count;
  }
  return { read: rows.length, rewrapped };
}
