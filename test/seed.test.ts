import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedDemo } from '../prisma/seed/index.ts';
import { keyRingOf, masterKey } from '../vault/keys.ts';
import { openVault } from '../vault/vault.ts';
import { openTestDatabase, type TestDatabase } from './support/database.ts';

const vault = openVault(keyRingOf([masterKey(new Uint8Array(32).fill(7))]));
let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.close());

describe('seed', () => {
  it('is fast', async () => {
    for (let i = 0; i < 2; i++) {
      console.time('seed');
      console.log(await seedDemo({ database: test.database, vault }));
      console.timeEnd('seed');
    }
    expect(1).toBe(1);
  });
});
