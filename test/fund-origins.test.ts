import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeTillUser } from '../activities/till/till-user.ts';
import { pin, tillVerbs } from './support/till-desk.ts';
import { toDateColumn } from '../domain/plain-date.ts';
import type { Caller } from './api/support.ts';
import { openVoucherDesk, type Employee, type VoucherDesk } from './support/voucher-desk.ts';

let desk: VoucherDesk;
let officer: Caller;
let elena: Employee;
let tillUserId: string;
let vouchers: readonly string[];
let { api } = {} as VoucherDesk;
const { hold, capture } = tillVerbs(() => ({ device: desk.provider, tillUserId }));

beforeAll(async () => {
  desk = await openVoucherDesk();
  ({ api } = desk);
  officer = await api.signIn('fundOfficer');
  elena = await desk.employee(100_000);
  vouchers = await desk.ordered(elena, { units: 3 });
  const { organisationId, placeIds } = desk.camp;
  const till = { organisationId, placeId: placeIds[0]!, label: 'Cassa' };
  ({ id: tillUserId } = await api.inAlliance((tx) => makeTillUser(tx, api.vault, till, pin)));
});
afterAll(() => api.close());

const origin = (reference: string, query = '', by = officer) =>
  by.get(`/v1/fund/origins/${reference}${query}`);

/** The employer's share of the three vouchers, invoiced and paid as one contribution. */
async function paidInvoice(): Promise<string> {
  return api.inAlliance(async ({ db, allianceId, now }) => {
    const contribution = await db.contribution.create({
      data: {
        allianceId,
        organisationId: desk.employerId,
        source: 'employer',
        amountCents: 420,
        bankRef: 'CRO-1',
        pledgedAt: now,
        collectedAt: now,
      },
    });
    const invoice = await db.employerInvoice.create({
      data: {
        allianceId,
        organisationId: desk.employerId,
        month: toDateColumn('2026-03-01'),
        shareCents: 420,
        prefundCents: 0,
        drawnUpBy: officer.accountId,
        drawnUpAt: now,
        bankRef: 'CRO-1',
        paidAt: now,
        contributionId: contribution.id,
      },
    });
    await db.invoiceLine.createMany({
      data: vouchers.map((voucherId) => ({
        allianceId,
        invoiceId: invoice.id,
        voucherId,
        amountCents: 140,
      })),
    });
    return contribution.id;
  });
}

it('leads from the employer’s share to each voucher it was given on, and to what was taken with it', async () => {
  const { secret } = (await elena.caller.get(`/v1/vouchers/${vouchers[0]}`)).body as { secret: string };
  const held = await hold({ secret });
  const { body: taken } = await capture(held.body['id']);
  const reference = await paidInvoice();
  const first = await origin(reference, '?limit=2');
  expect(first.body).toMatchObject({ kind: 'invoice', month: '2026-03', organisationId: desk.employerId });
  const rest = await origin(reference, `?limit=2&cursor=${String(first.body['nextCursor'])}`);
  const items = [first, rest].flatMap(({ body }) => body['items'] as { id: string; redemptions: object[] }[]);
  expect(items.map(({ id }) => id).toSorted()).toEqual([...vouchers].toSorted());
  const spent = items.find(({ id }) => id === vouchers[0]);
  expect(spent).toMatchObject({
    nominalCents: 14_000,
    shareCents: 140,
    redemptions: [{ id: taken['id'], amountCents: 14_000 }],
  });
  expect((await officer.get(`/v1/fund/redemptions/${String(taken['id'])}`)).status).toBe(200);
  for (const { text } of [first, rest])
    for (const whose of [elena.personId, 'Elena']) expect(text).not.toContain(whose);
});

it('leads from what nobody spent to the voucher that ended', async () => {
  const id = vouchers[1]!;
  await api.inAlliance((tx) =>
    tx.db.voucher.update({
      where: { id },
      data: { state: 'expired', closedAt: tx.now, residualTo: 'fund', residualCents: 14_000 },
    }),
  );
  expect((await origin(id)).body).toMatchObject({
    kind: 'voucher',
    organisationId: null,
    items: [{ id, state: 'expired', restCents: 14_000, restWentTo: 'fund', redemptions: [] }],
  });
});

it('says what was given as a whole or left of credit, and knows nothing else', async () => {
  const whole = { organisationId: desk.employerId, source: 'employer', amountCents: 100 };
  const given = await officer.post('/v1/fund/contributions', whole);
  expect((await origin(String(given.body['id']))).body).toMatchObject({ kind: 'contribution', items: [] });
  const carried = (carriedTo: 'fund' | 'employer') =>
    api.inAlliance(({ db, allianceId, now }) =>
      db.walletCarryOver.create({
        data: { allianceId, walletId: elena.wallet.walletId, amountCents: 1, carriedTo, carriedAt: now },
      }),
    );
  expect((await origin((await carried('fund')).id)).body).toMatchObject({ kind: 'walletRest', items: [] });
  expect((await origin((await carried('employer')).id)).status).toBe(404);
  expect((await origin(randomUUID())).status).toBe(404);
});

it('is for who keeps or checks the books, and never for the employer', async () => {
  const employer = await api.signIn('employer', { organisationId: desk.employerId });
  expect((await origin(vouchers[0]!, '', employer)).status).toBe(403);
  expect((await origin(vouchers[0]!, '', await api.signIn('auditor'))).status).toBe(200);
});
