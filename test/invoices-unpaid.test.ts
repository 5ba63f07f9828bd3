import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unpaidUntilInvoiced } from '../activities/provider-invoice/overdue.ts';
import { remindOfSettlement } from '../activities/settlement/remind.ts';
import { toPlainDate } from '../domain/time.ts';
import { startApi, type Caller, type TestApi } from './api/support.ts';
import { fakeBank } from './support/fake-bank.ts';
import { magic, okOrThrow, openSettlement, type SettlementDesk } from './support/settlement-desk.ts';

let api: TestApi;
let desk: SettlementDesk;

const invoices = '/v1/settlement/provider-invoices';
const recipient = {
  name: 'Consorzio di prova',
  vatNumber: '00743110157',
  recipientCode: 'M5UXCR1',
  address: 'Via Nazionale 1',
  postalCode: '24060',
  comune: 'Casazza',
  province: 'BG',
};

interface Listed {
  readonly id: string;
  readonly kind: string;
  readonly totalCents: number;
  readonly isAwaited: boolean;
}

beforeAll(async () => {
  api = await startApi();
  desk = await openSettlement(api);
  await okOrThrow(desk.administrator.post('/v1/settlement/invoice-recipient', recipient));
});
afterAll(() => api.close());

async function provider(iban?: string) {
  const paid = await desk.provider(iban);
  return { ...paid, own: await api.signIn('provider', { organisationId: paid.organisationId }) };
}

const asked = async (by: Caller, query = ''): Promise<readonly Listed[]> =>
  ((await by.get(`${invoices}${query}`)).body as unknown as { items: Listed[] }).items;

/** Asked for and chased twenty days before. */
async function aged({ id }: Listed): Promise<void> {
  const superuser = await api.test.superuser();
  const before = (at: string) => `${at} = ${at} - interval '20 days'`;
  await superuser.query(`UPDATE provider_invoice SET ${before('drawn_at')} WHERE id = $1`, [id]);
  await superuser.query(`UPDATE task SET ${before('created_at')} WHERE subject_id = $1`, [id]);
  await superuser.end();
}

describe('an invoice whose payment did not arrive', () => {
  it('is asked for no more when its payment did not arrive, and again when it leaves again', async () => {
    const paid = await provider(magic.rejects);
    const [, refunded] = await desk.earns(paid, 10_000, 2);
    const first = await desk.sent();
    expect(await asked(paid.own)).toMatchObject([{ isAwaited: true }]);
    await okOrThrow(desk.import(await fakeBank(desk).reads(first)));
    const [invoice] = await asked(paid.own);
    expect(invoice).toMatchObject({ kind: 'invoice', isAwaited: false, totalCents: 20_000 });
    expect(await asked(paid.own, '?missing=true')).toEqual([]);
    const [item] = await desk.items(first);
    const statement = async () => (await paid.own.get(`/v1/settlement/items/${item!.id}/statement`)).text;
    const unpaid = await statement();
    await desk.refund(refunded!.id);
    await desk.earns(await provider(), 10_000);
    await desk.sent();
    expect(await statement()).not.toBe(unpaid);
    const listed = await asked(paid.own, '?missing=true');
    expect(listed.map(({ kind, totalCents }) => `${kind} ${totalCents}`).toSorted()).toEqual([
      'creditNote 10000',
      'invoice 20000',
    ]);
  });

  it('is not credited either while it is not to be written, and is when it was', async () => {
    const paid = await provider(magic.rejects);
    const [redemption] = await desk.earns(paid, 10_000);
    await okOrThrow(desk.import(await fakeBank(desk).reads(await desk.sent())));
    await desk.refund(redemption!.id);
    const another = async () => {
      await desk.earns(await provider(), 10_000);
      await desk.sent();
      return (await asked(paid.own)).map(({ kind }) => kind).toSorted();
    };
    expect(await another()).toEqual(['invoice']);
    const [invoice] = await asked(paid.own);
    const written = { number: 'Z1', issuedOn: toPlainDate(new Date()), totalCents: 10_000 };
    await okOrThrow(paid.own.post(`${invoices}/${invoice!.id}/number`, written));
    expect(await another()).toEqual(['creditNote', 'invoice']);
  });

  it('is not chased, and keeps nobody from a payment, while it is not to be written', async () => {
    const paid = await provider(magic.rejects);
    await desk.earns(paid, 10_000);
    const first = await desk.sent();
    const [invoice] = await asked(paid.own);
    const chased = () =>
      api.inAlliance(async ({ db }) => {
        const tasks = await db.task.findMany({ where: { kind: 'chaseInvoice', subjectId: invoice!.id } });
        return tasks.map(({ state }) => state).toSorted();
      });
    const later = (days: number) =>
      api.inAlliance((tx) =>
        remindOfSettlement({ ...tx, now: new Date(tx.now.getTime() + days * 86_400_000) }),
      );
    const leftOut = (days: number) =>
      api.inAlliance(async (tx) => {
        const now = new Date(tx.now.getTime() + days * 86_400_000);
        return (await unpaidUntilInvoiced({ ...tx, now })).has(paid.organisationId);
      });
    const strict = { ...recipient, blocksPayment: true };
    await okOrThrow(desk.administrator.post('/v1/settlement/invoice-recipient', strict));
    await later(16);
    expect([await chased(), await leftOut(16)]).toEqual([['open'], true]);
    await okOrThrow(desk.import(await fakeBank(desk).reads(first)));
    await later(16);
    expect([await chased(), await leftOut(16)]).toEqual([['cancelled'], false]);
    await desk.sent();
    await aged(invoice!);
    await later(15);
    expect([await chased(), await leftOut(15)]).toEqual([['cancelled'], false]);
    await later(16);
    expect([await chased(), await leftOut(16)]).toEqual([['cancelled', 'open'], true]);
  });
});
