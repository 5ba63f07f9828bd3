import { randomUUID } from 'node:crypto';
import { addDays } from '../domain/plain-date.ts';
import { toPlainDate } from '../domain/time.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receivePrefund } from '../activities/welfare-plan/prefund.ts';
import { post } from '../ledger/post.ts';
import { contributionReceived } from '../ledger/postings.ts';
import { startApi, type Caller, type TestApi } from './api/support.ts';
import { bankCsv } from './support/fake-bank.ts';
import {
  magic,
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

describe('the account a payment goes to', () => {
  it('is told whole to who approves, beside the one on file, by its end to others, and when it is another than last', async () => {
    const moved = await desk.provider();
    const drafted = async () => {
      await desk.earns(moved, 1_000);
      const { id } = (await okOrThrow(desk.drawUp())).body as { id: string };
      const { body } = await desk.approver.get(`/v1/settlement/items?batchId=${id}`);
      const { text } = await desk.auditor.get(`/v1/settlement/items?batchId=${id}`);
      for (const whole of [magic.confirms, magic.rejects]) expect(text).not.toContain(whole.slice(4, 18));
      await okOrThrow(desk.discard(id));
      return (body['items'] as { providerId: string }[]).find(
        ({ providerId }) => providerId === moved.organisationId,
      );
    };
    expect(await drafted()).toMatchObject({
      ibanEnding: '3456',
      iban: magic.confirms,
      onFile: { iban: magic.confirms, since: null },
      account: 'first',
    });
    await desk.sent();
    expect(await drafted()).toMatchObject({ ibanEnding: '3456', account: 'same' });
    const path = `/v1/organisations/${moved.organisationId}`;
    await okOrThrow(desk.administrator.request('PATCH', path, { body: { iban: magic.rejects } }));
    await okOrThrow(desk.administrator.request('PATCH', path, { body: { name: 'Trasferita' } }));
    expect(await drafted()).toMatchObject({
      ibanEnding: '3000',
      onFile: { iban: magic.rejects, since: expect.any(String) },
      account: 'changed',
    });
  });
});

describe('the segregated account', () => {
  const daysAgo = (days: number) => addDays(toPlainDate(new Date()), -days);
  const italian = (day: string) => day.split('-').toReversed().join('/');
  const enter = (balanceOn: string, balanceCents: number) =>
    desk.drawer.post('/v1/settlement/balances', { balanceOn, balanceCents });
  const compared = async () =>
    (await desk.auditor.get('/v1/settlement/balances')).body['items'] as { ledgerCents: number }[];

  it('is compared with the books by the day the bank booked, whenever its list came; what is on its way has not left', async () => {
    const [item] = await desk.items(batchId);
    const outOn = `SA-1;${italian(daysAgo(2))};-120,98;${item!.endToEndId};eseguito;`;
    const inOn = `SA-2;${italian(daysAgo(1))};1.250,00;;eseguito;`;
    await api.inAlliance((tx) =>
      post(
        tx,
        contributionReceived({
          id: randomUUID(),
          bankRef: 'SA-0',
          amountCents: 100_000,
          reserve: { numerator: 1_000, denominator: 10_000 },
          effectiveOn: daysAgo(3),
        }),
      ),
    );
    expect((await enter(daysAgo(3), 100_000)).body).toMatchObject({ differenceCents: 0 });
    await okOrThrow(desk.import(bankCsv([outOn, inOn])));
    expect((await enter(daysAgo(2), 87_902)).body).toMatchObject({ differenceCents: 0 });
    expect((await enter(daysAgo(1), 212_000)).body).toMatchObject({
      ledgerCents: 212_902,
      differenceCents: -902,
    });
    expect((await enter(daysAgo(1), 212_902)).status).toBe(409);
    // What was sent today is held in the books, and gone since the day the bank says. An employer paid 1.000,00 today.
    expect((await enter(daysAgo(0), 312_902)).body).toMatchObject({ differenceCents: 0 });
    expect(await compared()).toHaveLength(4);
    const collected = await api.inAlliance(
      ({ db }) => db.$queryRaw<{ on: string }[]>`
        SELECT effective_on::text AS on FROM ledger.transfer WHERE kind = 'redemption_collected'`,
    );
    expect(collected).toEqual([{ on: daysAgo(2) }]);
  });

  it('counts what was recorded elsewhere once, on the day the bank booked it', async () => {
    const { employerId: organisationId } = desk.wallet;
    const prefund = { organisationId, bankRef: 'SA-2', amountCents: 125_000 };
    await api.inAlliance(async (tx) => {
      const recorded = { ...tx, now: new Date(tx.now.getTime() - 4 * 86_400_000) };
      await receivePrefund(recorded, { ...prefund, recordedBy: desk.drawer.accountId });
    });
    const before = (await compared()).map(({ ledgerCents }) => ledgerCents);
    expect(before).toEqual([225_000, 212_902, 337_902, 437_902]);
    const lines = (await desk.drawer.get('/v1/settlement/bank-lines?outcome=unknown')).body['items'];
    const [{ id }] = lines as [{ id: string }];
    const path = `/v1/settlement/bank-lines/${id}/explanation`;
    await okOrThrow(desk.drawer.post(path, { explanation: 'prefund' }));
    expect((await compared()).map(({ ledgerCents }) => ledgerCents)).toEqual([
      100_000, 87_902, 212_902, 312_902,
    ]);
  });

  it('takes no day that is to come from a list', async () => {
    await okOrThrow(desk.import(bankCsv([`SA-3;${italian(daysAgo(-9))};1,00;;eseguito;`])));
    const [line] = await api.inAlliance(
      ({ db }) => db.$queryRaw<{ on: string }[]>`
        SELECT effective_on::text AS on FROM ledger.transfer WHERE business_ref = 'SA-3'`,
    );
    expect(line).toEqual({ on: daysAgo(0) });
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
