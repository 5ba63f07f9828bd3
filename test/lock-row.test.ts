import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockRow } from '../prisma/lock-row.ts';
import { openTerritory, type Territory } from './support/planted-award.ts';

let territory: Territory;
beforeAll(async () => {
  territory = await openTerritory(1);
  await territory.delivering(territory.households[0]!);
});
afterAll(() => territory.close());

describe('a locked row is what Prisma tells of it:', () => {
  it.each([
    'assessment',
    'award',
    'charterVersion',
    'contribution',
    'employment',
    'mail',
    'person',
    'task',
  ] as const)('%s', async (model) => {
    await territory.within(async (tx) => {
      const rows = tx.db[model] as unknown as { findFirstOrThrow(): Promise<{ id: string }> };
      const row = await rows.findFirstOrThrow();
      const table = model === 'charterVersion' ? 'charter_version' : model;
      expect(await lockRow(tx, table, row.id)).toEqual(row);
    });
  });

  it('an empty list that lies there as null too', async () => {
    await territory.within(async (tx) => {
      const { id } = await tx.db.task.findFirstOrThrow();
      await tx.db.$executeRaw`UPDATE task SET excluded_ids = NULL WHERE id = ${id}::uuid`;
      expect(await lockRow(tx, 'task', id)).toMatchObject({ id, excludedIds: [] });
    });
  });
});
