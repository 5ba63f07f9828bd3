import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { VatTreatment } from '../domain/vat.ts';
import { startApi, type TestApi } from './api/support.ts';
import { plantVouchers } from './support/planted-voucher.ts';
import { openSettlement, type PaidProvider, type SettlementDesk } from './support/settlement-desk.ts';

let api: TestApi;
let desk: SettlementDesk;
let provider: PaidProvider;

beforeAll(async () => {
  api = await startApi();
  desk = await openSettlement(api);
  provider = await desk.provider();
});
afterAll(() => api.close());

const issue = (vatTreatment: VatTreatment, nominalCents: number) =>
  api.inAlliance(async (tx) => {
    const service = { id: provider.serviceId, providerId: provider.organisationId, vatTreatment };
    const [voucher] = await plantVouchers(tx, api.vault, desk.wallet, { service, nominalCents });
    return voucher!.id;
  });

/** The part that looks at vouchers of before, by whoever owns the tables, as they stand under row-level security. */
async function migrated(): Promise<void> {
  const file = new URL('../prisma/migrations/0050_returned_payments/migration.sql', import.meta.url);
  const sql = await readFile(file, 'utf8');
  const from = sql.indexOf('ALTER TABLE voucher NO FORCE');
  const end = 'ALTER TABLE voucher FORCE ROW LEVEL SECURITY;';
  const owner = await api.test.superuser();
  await owner.query('SET ROLE reciproca_owner');
  await owner.query(`BEGIN; ${sql.slice(from, sql.indexOf(end) + end.length)} COMMIT; RESET ROLE`);
  await owner.end();
}

it('gives every voucher of before the VAT that was recorded when it was issued, and its service’s where both fit', async () => {
  const wanted = new Map<string, VatTreatment | null>();
  for (const [treatment, cents] of [
    ['reduced5', 42_000],
    ['reduced5', 14_000],
    ['ordinary', 12_345],
    ['reduced10', 99],
    ['exempt', 10_000],
  ] as const)
    wanted.set(await issue(treatment, cents), treatment);
  const superuser = await api.test.superuser();
  await superuser.query('ALTER TABLE voucher DISABLE TRIGGER USER');
  await superuser.query('ALTER TABLE voucher DROP CONSTRAINT voucher_vat_treatment');
  await superuser.query('UPDATE voucher SET vat_treatment = NULL');
  await superuser.end();
  await migrated();
  const rows = await api.inAlliance(({ db }) => db.voucher.findMany());
  expect(new Map(rows.map(({ id, vatTreatment }) => [id, vatTreatment]))).toEqual(wanted);
});
