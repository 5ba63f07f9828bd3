import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays } from '../domain/plain-date.ts';
import { untilSomebodyWaits } from './support/lock-wait.ts';
import { openVoucherDesk, type VoucherDesk } from './support/voucher-desk.ts';

let desk: VoucherDesk;

beforeAll(async () => {
  desk = await openVoucherDesk();
});
afterAll(() => desk.api.close());

it('an extension waits for whoever is spending the voucher, and then finds it spent', async () => {
  const { api, caseworker, today } = desk;
  const [voucherId] = await desk.ordered(await desk.employee(50_000, { voucherDays: 40 }));
  const [keeper, watcher] = [await api.test.superuser(), await api.test.superuser()];
  const extend = (days: number) =>
    caseworker.post(`/v1/vouchers/${voucherId}/extensions`, { until: addDays(today, days), reason: 'prova' });
  expect((await extend(50)).status).toBe(201);
  await keeper.query('BEGIN');
  await keeper.query(
    `UPDATE voucher SET state = 'spent', spent_cents = nominal_cents, closed_at = now() WHERE id = $1`,
    [voucherId],
  );
  const extended = extend(60);
  await untilSomebodyWaits(watcher);
  await keeper.query('COMMIT');
  expect((await extended).status).toBe(409);
});

it('an extension begins with the number that stands on the voucher, which tells nothing of whose it is', async () => {
  const { api, caseworker, today } = desk;
  const [voucherId] = await desk.ordered(await desk.employee(50_000, { voucherDays: 40 }));
  const where = { id: voucherId! };
  const { number, nominalCents } = await api.inAlliance(({ db }) => db.voucher.findUniqueOrThrow({ where }));
  const found = () => caseworker.get(`/v1/voucher-extensions/voucher?number=${number}`);
  expect((await found()).body).toEqual({
    id: voucherId,
    number,
    state: 'active',
    leftCents: nominalCents,
    untilDate: addDays(today, 40),
    latestDate: expect.any(String) as string,
    ended: null,
  });
  const { latestDate } = (await found()).body as { latestDate: string };
  const path = `/v1/vouchers/${voucherId}/extensions`;
  expect((await caseworker.post(path, { until: addDays(latestDate, 1), reason: 'prova' })).status).toBe(409);
  expect((await caseworker.post(path, { until: latestDate, reason: 'prova' })).status).toBe(201);
  const closedAt = new Date();
  const ending = { residualTo: 'wallet', residualCents: 5_000 } as const;
  await api.inAlliance(({ db }) =>
    db.voucher.update({ where, data: { state: 'voided', voidReason: 'notNeeded', closedAt, ...ending } }),
  );
  expect((await found()).body).toMatchObject({
    state: 'voided',
    leftCents: 0,
    latestDate: null,
    ended: { how: 'voided', endedAt: closedAt.toISOString(), leftCents: 5_000, wentTo: 'wallet' },
  });
  expect((await caseworker.get('/v1/voucher-extensions/voucher?number=B-2026-999999')).status).toBe(404);
});
