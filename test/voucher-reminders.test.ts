import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays } from '../domain/plain-date.ts';
import { startOfDay, toPlainDate } from '../domain/time.ts';
import { voucherExpiryId } from '../workflows/contract.ts';
import type { Caller } from './api/support.ts';
import { expectRefused, openVoucherDesk, type Employee, type VoucherDesk } from './support/voucher-desk.ts';

let desk: VoucherDesk;
let administrator: Caller;
let elena: Employee;
let { api, ordered, today } = {} as VoucherDesk;

beforeAll(async () => {
  desk = await openVoucherDesk();
  ({ api, ordered, today } = desk);
  administrator = await api.signIn('administrator');
  elena = await desk.employee(500_000);
});
afterAll(() => api.close());

const path = '/v1/voucher-reminders';
const set = (daysBefore: unknown, by = administrator) => by.request('PUT', path, { body: { daysBefore } });
const inForce = async () => (await administrator.get(path)).body['daysBefore'];

/** How many days before its last one a voucher's next reminder comes, in Rome. */
async function nextOf(id: string): Promise<number | null> {
  const { remindAt, expiresAt } = await api.inAlliance((tx) =>
    tx.db.voucher.findUniqueOrThrow({ where: { id } }),
  );
  if (remindAt === null) return null;
  const lastDay = toPlainDate(expiresAt);
  const days = Array.from({ length: 366 }, (_one, days) => days);
  return days.find((before) => startOfDay(addDays(lastDay, -before)).getTime() === remindAt.getTime()) ?? -1;
}

it('are thirty, seven and one until an administrator says otherwise, each once and the earliest first', async () => {
  expect(await inForce()).toEqual([30, 7, 1]);
  expect((await set([3, 60, 14])).body).toEqual({ daysBefore: [60, 14, 3] });
  expect(await inForce()).toEqual([60, 14, 3]);
});

it.each([
  ['none', []],
  ['nine', [9, 8, 7, 6, 5, 4, 3, 2, 1]],
  ['one twice', [7, 7]],
  ['the last day itself', [0]],
  ['more than a year', [366]],
  ['half a day', [1.5]],
])('are not %s', async (_what, daysBefore) => {
  const before = await inForce();
  expectRefused(await set(daysBefore), 'invalid-request');
  expect(await inForce()).toEqual(before);
});

it('are set by nobody else, and read by who keeps the Fund', async () => {
  const officer = await api.signIn('fundOfficer');
  expect((await set([5], officer)).status).toBe(403);
  expect((await officer.get(path)).status).toBe(200);
  expect((await elena.caller.get(path)).status).toBe(403);
});

it('hold for vouchers issued from then on', async () => {
  await set([45, 2]);
  const [id] = await ordered(elena);
  expect(await nextOf(id!)).toBe(45);
});

it('move what is still to come, of vouchers issued before, and wake whoever sends it', async () => {
  const [fresh, reminded, short, over] = await ordered(elena, { units: 4 });
  const at = (id: string, data: object) =>
    api.inAlliance((tx) => tx.db.voucher.update({ where: { id }, data }));
  await at(reminded!, { remindedDays: [80] });
  await at(short!, { expiresAt: new Date(startOfDay(addDays(today, 11)).getTime() - 1) });
  await at(over!, { state: 'voided', voidReason: 'notNeeded', closedAt: new Date(), remindAt: null });
  const generation = async () =>
    (
      await api.inAlliance((tx) =>
        tx.db.wakeup.findFirst({ where: { process: voucherExpiryId(tx.allianceId) } }),
      )
    )?.generation ?? 0;
  const before = await generation();
  expect((await set([80, 20, 10, 4])).status).toBe(200);
  expect(await Promise.all([fresh!, reminded!, short!, over!].map(nextOf))).toEqual([80, 20, 4, null]);
  expect(await generation()).toBeGreaterThan(before);
});

it('are right on the days on which Rome changes its clocks', async () => {
  const [id] = await ordered(elena);
  const lastDay = `${Number(today.slice(0, 4)) + 1}-04-05`;
  await api.inAlliance((tx) =>
    tx.db.voucher.update({
      where: { id: id! },
      data: { expiresAt: new Date(startOfDay(addDays(lastDay, 1)).getTime() - 1) },
    }),
  );
  for (const days of [6, 7, 8, 9]) {
    await set([days]);
    expect(await nextOf(id!)).toBe(days);
  }
});

it('leave in the audit trail what they were and what they are', async () => {
  await set([12]);
  await set([21, 2]);
  const { body } = await administrator.get('/v1/audit?action=vouchers.reminderDaysSet&order=newestFirst');
  const [row] = body['items'] as readonly { readonly id: string }[];
  const detail = await administrator.get(`/v1/audit/${row!.id}/detail`);
  expect(detail.text).toContain('21, 2');
  expect(detail.text).toContain('"12"');
});
