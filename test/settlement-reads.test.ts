import { addDays } from '../domain/plain-date.ts';
import { toPlainDate } from '../domain/time.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type Caller, type TestApi } from './api/support.ts';
import { bankCsv, fakeBank } from './support/fake-bank.ts';
import {
  okOrThrow,
  openSettlement,
  type PaidProvider,
  type SettlementDesk,
} from './support/settlement-desk.ts';

let api: TestApi;
let desk: SettlementDesk;
let provider: PaidProvider;
let itemId: string;
let batchId: string;
let own: Caller;

beforeAll(async () => {
  api = await startApi();
  desk = await openSettlement(api, 100_000);
  provider = await desk.provider(undefined, '=2+3;"Coop"');
  await desk.earns(provider, 12_345);
  batchId = await desk.sent();
  itemId = (await desk.items(batchId))[0]!.id;
  own = await api.signIn('provider', { organisationId: provider.organisationId });
});
afterAll(() => api.close());

const statement = (by: Caller, format: string) =>
  by.get(`/v1/settlement/items/${itemId}/statement?format=${format}`);

describe('the statement of a batch', () => {
  it('opens in Excel in Italy, and nothing in it is taken for a formula', async () => {
    const { text, status } = await statement(own, 'csv');
    expect(status).toBe(200);
    const [head, first, end] = text.replace(/^\uFEFF/, '').split('\r\n');
    expect(head).toBe('Distinta;Fornitore;Riscossione;Data;Valore;Al Fondo;Pagato;Causale');
    expect(first).toMatch(
      /^LP-\d{4}-0001;"'=2\+3;""Coop""";RB-[0-9a-f]{8};\d\d\/\d\d\/\d{4};123,45;2,47;120,98;riscossione$/,
    );
    expect(end).toBe('');
  });

  it('is a tagged PDF, the same each time', async () => {
    const { headers, text } = await statement(own, 'pdf');
    expect(headers.get('content-type')).toContain('application/pdf');
    expect(text).toContain('/MarkInfo');
    expect((await statement(own, 'pdf')).text).toBe(text);
  });

  it('is read by its provider alone, and by nobody who works at one place of it', async () => {
    const another = await desk.provider();
    const stranger = await api.signIn('provider', { organisationId: another.organisationId });
    expect((await statement(stranger, 'csv')).status).toBe(404);
    const atOnePlace = await api.signIn('provider', { organisationId: provider.organisationId });
    await api.inAlliance((tx) =>
      tx.db.account.update({
        where: { id: atOnePlace.accountId },
        data: { placeId: provider.placeIds[0]!, responsible: false },
      }),
    );
    expect((await statement(atOnePlace, 'csv')).status).toBe(404);
    expect((await atOnePlace.get('/v1/settlement/items')).body['items']).toEqual([]);
  });

  it('tells a provider of no batch that did not leave', async () => {
    await desk.earns(provider, 5_000);
    const { id } = (await okOrThrow(desk.drawUp())).body as { id: string };
    const [drafted] = await desk.items(id);
    const { items } = (await own.get('/v1/settlement/items')).body as { items: { id: string }[] };
    expect(items.map((item) => item.id)).toEqual([itemId]);
    const latest = await desk.drawer.get('/v1/settlement/items?order=newestFirst&limit=1');
    expect(latest.body['items']).toMatchObject([{ id: drafted!.id }]);
    expect((await own.get(`/v1/settlement/items/${drafted!.id}/statement`)).status).toBe(404);
    expect((await desk.drawer.get(`/v1/settlement/items/${drafted!.id}/statement`)).status).toBe(409);
    await okOrThrow(desk.drawer.post(`/v1/settlement/batches/${id}/discard`));
  });
});

describe('the segregated account', () => {
  it('is compared with the books day by day: what is on its way to a provider has not left', async () => {
    const enter = (balanceOn: string, balanceCents: number) =>
      desk.drawer.post('/v1/settlement/balances', { balanceOn, balanceCents });
    const [today, yesterday] = [0, 1].map((days) => addDays(toPlainDate(new Date()), -days));
    await okOrThrow(desk.import(await fakeBank(desk).reads(batchId)));
    expect((await enter(today!, 87_000)).body).toMatchObject({
      ledgerCents: 100_000 - 12_098,
      differenceCents: 87_000 - 87_902,
    });
    expect((await enter(today!, 87_902)).status).toBe(409);
    expect((await enter(yesterday!, 0)).body).toMatchObject({ differenceCents: 0 });
    const { items } = (await desk.auditor.get('/v1/settlement/balances')).body as { items: unknown[] };
    expect(items).toHaveLength(2);
  });
});

describe('what was spent by voucher', () => {
  it('is told for twelve months, less what was refunded', async () => {
    const volume = async () => (await desk.auditor.get('/v1/settlement/network-volume')).body;
    const before = Number((await volume())['volumeCents']);
    const [kept, refunded] = await desk.earns(provider, 4_000, 2);
    await desk.refund(refunded!.id);
    expect(await volume()).toMatchObject({ volumeCents: before + 4_000, toBeNotified: false });
    await api.inAlliance((tx) =>
      tx.db.redemption.update({
        where: { id: kept!.id },
        data: { capturedAt: new Date(Date.now() - 370 * 86_400_000) },
      }),
    );
    expect(await volume()).toMatchObject({ volumeCents: before });
  });
});

describe('a list of the bank', () => {
  it.each([
    ['an amount with a point', 'C1;27/11/2026;-12.34;;eseguito;'],
    ['a day that is none', 'C1;31/11/2026;-12,34;;eseguito;'],
    ['an outcome nobody knows', 'C1;27/11/2026;-12,34;;forse;'],
    ['nothing', 'C1;27/11/2026;0,00;;eseguito;'],
    ['no reference', ';27/11/2026;-12,34;;eseguito;'],
    ['too few columns', 'C1;27/11/2026'],
  ])('with %s is refused whole, and says where', async (_what, wrong) => {
    const csv = bankCsv(['C0;27/11/2026;-1,00;;eseguito;', wrong]);
    const reply = await desk.import(csv);
    expect(reply.status).toBe(422);
    expect(reply.body['errors']).toMatchObject([{ pointer: '/body/csv' }]);
    expect(await api.inAlliance((tx) => tx.db.bankLine.count({ where: { bankRef: 'C0' } }))).toBe(0);
  });
});
