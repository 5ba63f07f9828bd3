import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPayrollDesk, type PayrollDesk } from './support/payroll-desk.ts';

const file = new URL('../prisma/migrations/0048_when_it_became_known/migration.sql', import.meta.url);
let desk: PayrollDesk;

beforeAll(async () => {
  desk = await openPayrollDesk();
});
afterAll(() => desk.api.close());

it('finds of what was there why it was voided, when it was taken over, and since when a tax code is known', async () => {
  const one = await desk.employee();
  const [mistaken, stopped, old] = [
    await desk.deliver(one, 100),
    await desk.deliver(one, 200),
    await desk.deliver(one, 300),
  ];
  await desk.takeBack(mistaken);
  await desk.stopProviderOf(stopped);
  const owner = await desk.api.test.superuser();
  await owner.query(`
    ALTER TABLE voucher DROP COLUMN void_reason, DROP COLUMN taken_over_at;
    ALTER TABLE person DROP COLUMN tax_code_since;
    DROP TYPE void_reason;
    ALTER TABLE voucher DISABLE TRIGGER USER;
    UPDATE voucher SET earlier_number = 'V-1' WHERE id = '${old}';
    ALTER TABLE voucher ENABLE TRIGGER USER;
    SET ROLE reciproca_owner`);
  await owner.query(`BEGIN; ${await readFile(file, 'utf8')}; COMMIT; RESET ROLE`);
  const { rows } = await owner.query(
    `SELECT void_reason, abs(extract(epoch FROM now() - taken_over_at)) < 600 AS lately
       FROM voucher WHERE id = ANY ($1) ORDER BY nominal_cents`,
    [[mistaken, stopped, old]],
  );
  expect(rows).toEqual([
    { void_reason: 'wrongBeneficiary', lately: null },
    { void_reason: 'providerStopped', lately: null },
    { void_reason: null, lately: true },
  ]);
  const { rows: people } = await owner.query(
    'SELECT count(*) FILTER (WHERE tax_code_since = created_at) = count(*) AS all FROM person WHERE tax_code_print IS NOT NULL',
  );
  expect(people).toEqual([{ all: true }]);
});
