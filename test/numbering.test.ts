import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  nextDossierCode,
  nextFundOrderCodes,
  nextProtocolNumber,
  nextVoucherOrderCode,
} from '../activities/numbering.ts';
import { migrate } from '../prisma/migrate.ts';
import { emptyDatabase, openTestDatabase, testActor, type TestDatabase } from './support/database.ts';

let now = new Date('2026-12-31T22:59:00Z');
let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase({ clock: { now: async () => now } });
});
afterAll(() => test.close());

const number = (allianceId = test.allianceId) =>
  test.database.inAlliance(allianceId, testActor, nextProtocolNumber);
const code = () => test.database.inAlliance(test.allianceId, testActor, nextDossierCode);

describe('the register of papers', () => {
  it('numbers what comes at once without a gap and without a number given twice', async () => {
    const given = await Promise.all(Array.from({ length: 40 }, () => number()));
    const wanted = Array.from({ length: 40 }, (_, n) => `2026/${String(n + 1).padStart(7, '0')}`);
    expect(given.toSorted()).toEqual(wanted);
  });

  it('has one series for orders of vouchers and of the Fund', async () => {
    const given = test.database.inAlliance(test.allianceId, testActor, async (tx) => [
      await nextVoucherOrderCode(tx),
      ...(await nextFundOrderCodes(tx, 2)),
      await nextVoucherOrderCode(tx),
    ]);
    expect(await given).toEqual(['OB-2026-000001', 'OR-2026-000002', 'OR-2026-000003', 'OB-2026-000004']);
  });

  it('gives the number of a transaction that failed to the next', async () => {
    const failed = test.database.inAlliance(test.allianceId, testActor, async (tx) => {
      await nextProtocolNumber(tx);
      throw new Error('rolled back');
    });
    await expect(failed).rejects.toThrow('rolled back');
    expect(await number()).toBe('2026/0000041');
  });

  it('begins at one again when the year turns in Rome, dossiers too', async () => {
    expect(await code()).toBe('FS-2026-000001');
    now = new Date('2026-12-31T23:00:00Z');
    expect([await number(), await number(), await code()]).toEqual([
      '2027/0000001',
      '2027/0000002',
      'FS-2027-000001',
    ]);
  });

  it('is each alliance’s own', async () => {
    expect(await number(await test.addAlliance())).toBe('2027/0000001');
  });
});

describe('the migration to yearly numbers', () => {
  const alliance = '0b9f2f0e-52a4-4c3a-9a55-1a4bb1f4a001';
  const unused = '0b9f2f0e-52a4-4c3a-9a55-1a4bb1f4a002';

  it('goes on from the last number of the year in which it was given', async () => {
    const url = await emptyDatabase('yearly_numbers');
    await migrate(url, '0004_rule_guards');
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(`SET session_replication_role = replica;
      INSERT INTO alliance (id, slug, name, next_case, next_protocol, created_at) VALUES
        ('${alliance}', 'a', 'A', 8, 21, now()), ('${unused}', 'b', 'B', 1, 1, now());
      INSERT INTO assessment (id, alliance_id, protocol_number, dossier_code, household_id, applicant_id, beneficiary_id,
                              channel, waiting_for, received_at, term_ends_on, created_at)
      SELECT gen_random_uuid(), '${alliance}', '2026/0000020', 'FS-2026-000007', gen_random_uuid(), gen_random_uuid(),
             gen_random_uuid(), 'desk', 'nothing', now(), now(), now()`);
    await migrate(url);
    const { rows } = await client.query(
      'SELECT alliance_id, series, year, last FROM numbering ORDER BY series',
    );
    await client.end();
    expect(rows).toEqual([
      { alliance_id: alliance, series: 'dossier', year: 2026, last: 7 },
      { alliance_id: alliance, series: 'protocol', year: 2026, last: 20 },
    ]);
  });
});
