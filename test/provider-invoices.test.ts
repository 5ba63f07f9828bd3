import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toldInvoices } from '../activities/provider-invoice/told.ts';
import { remindOfSettlement } from '../activities/settlement/remind.ts';
import { addDays } from '../domain/plain-date.ts';
import { toPlainDate } from '../domain/time.ts';
import { startApi, type Caller, type TestApi } from './api/support.ts';
import { fakeBank } from './support/fake-bank.ts';
import { untilSomebodyWaits } from './support/lock-wait.ts';
import { plantRedemptions } from './support/planted-redemption.ts';
import { plantVouchers } from './support/planted-voucher.ts';
import { magic, okOrThrow, openSettlement, type SettlementDesk } from './support/settlement-desk.ts';
import { schemaFaults } from './support/xml-schema.ts';

let api: TestApi;
let desk: SettlementDesk;

const seat = { address: 'Via Nazionale 1', postalCode: '24060', comune: 'Casazza', province: 'BG' };
const recipient = {
  name: 'Consorzio «Servizi»',
  vatNumber: '00743110157',
  recipientCode: 'M5UXCR1',
  ...seat,
};
const invoices = '/v1/settlement/provider-invoices';
let vat = 10_000_000_000;

interface Listed {
  readonly id: string;
  readonly code: string;
  readonly batchId: string;
  readonly kind: string;
  readonly totalCents: number;
  readonly number: string | null;
}

beforeAll(async () => {
  api = await startApi();
  desk = await openSettlement(api);
  await okOrThrow(desk.administrator.post('/v1/settlement/invoice-recipient', recipient));
});
afterAll(() => api.close());

async function provider(iban?: string) {
  const paid = await desk.provider(iban);
  const { organisationId } = paid;
  const vatNumber = String((vat += 1));
  await api.inAlliance(({ db }) =>
    db.organisation.update({ where: { id: organisationId }, data: { vatNumber } }),
  );
  const own = await api.signIn('provider', { organisationId });
  await okOrThrow(own.post('/v1/settlement/invoice-issuer', { ...seat, taxRegime: 'RF01' }));
  return { ...paid, own, vatNumber };
}

const asked = async (by: Caller, query = ''): Promise<readonly Listed[]> =>
  ((await by.get(`${invoices}${query}`)).body as unknown as { items: Listed[] }).items;
const draft = async (by: Caller, { id }: Listed) => (await okOrThrow(by.get(`${invoices}/${id}/draft`))).text;
const upload = (by: Caller, { id }: Listed, xml: string) => by.post(`${invoices}/${id}/file`, { xml });
const told = (reply: { body: Readonly<Record<string, unknown>> }) =>
  (reply.body['errors'] as { message: string }[]).map(({ message }) => message);

describe('what a provider is to invoice', () => {
  it('is what its vouchers were worth, exempt and stamped, and its draft is valid and can be sent as it is', async () => {
    const { own } = await provider();
    const paid = await provider();
    await desk.earns(paid, 10_000, 2);
    const batchId = await desk.sent();
    expect(await asked(own)).toEqual([]);
    const [invoice] = await asked(paid.own);
    expect(invoice).toMatchObject({ kind: 'invoice', totalCents: 20_000, number: null });
    const xml = await draft(paid.own, invoice!);
    expect(schemaFaults('fatturaPa', xml)).toEqual([]);
    expect(await draft(desk.drawer, invoice!)).toBe(xml);
    expect(xml).toMatch(/<BolloVirtuale>SI.*\n.*<ImportoBollo>2\.00/);
    expect(xml).toMatch(
      /<Natura>N4.*\n.*<ImponibileImporto>200\.00.*\n.*<Imposta>0\.00.*\n.*art\. 10 n\. 27-ter/,
    );
    const [item] = await desk.items(batchId);
    const pdf = await paid.own.get(`/v1/settlement/items/${item!.id}/statement`);
    expect(pdf.status).toBe(200);
    expect((await draft(own, invoice!).catch(String)).slice(0, 10)).toBe('Error: 404');
    expect((await upload(own, invoice!, xml)).status).toBe(404);
    const reply = await upload(
      paid.own,
      invoice!,
      xml.replace(/<Numero>.*<\/Numero>/, '<Numero>12/A</Numero>'),
    );
    expect(reply.body).toMatchObject({ number: '12/A', issuedOn: toPlainDate(new Date()) });
    expect((await upload(paid.own, invoice!, xml)).status).toBe(409);
    expect(await asked(desk.auditor, '?missing=true')).toEqual([]);
  });

  it('bears the VAT that each voucher had at its issue, whatever its service says by now', async () => {
    const paid = await provider();
    await api.inAlliance(async (tx) => {
      const service = {
        id: paid.serviceId,
        providerId: paid.organisationId,
        vatTreatment: 'reduced5' as const,
      };
      const vouchers = await plantVouchers(tx, api.vault, desk.wallet, { service, nominalCents: 42_000 });
      await plantRedemptions(tx, { provider: paid, tillUserId: paid.tillUserId }, vouchers, 840);
    });
    const changed = api.inAlliance(({ db }) => db.voucher.updateMany({ data: { vatTreatment: 'exempt' } }));
    await expect(changed).rejects.toThrow();
    await desk.sent();
    const [invoice] = await asked(paid.own);
    expect(await draft(paid.own, invoice!)).toMatch(
      /<AliquotaIVA>5\.00.*\n.*<ImponibileImporto>400\.00.*\n.*<Imposta>20\.00/,
    );
  });

  it('is a receipt without VAT for whoever has no partita IVA, and their tax code is written as none', async () => {
    const paid = await provider();
    const body = { hasVatNumber: false };
    await okOrThrow(
      desk.administrator.request('PATCH', `/v1/organisations/${paid.organisationId}`, { body }),
    );
    await desk.earns(paid, 10_000);
    await desk.sent();
    const [invoice] = await asked(paid.own);
    expect(invoice).toMatchObject({ draftLacks: 'vatNumber', isAwaited: true });
    expect(await draft(paid.own, invoice!).catch(String)).toContain('409');
    const words = await api.inAlliance((tx) =>
      toldInvoices(tx, { batchId: invoice!.batchId, providerId: paid.organisationId }),
    );
    expect(words).toEqual([
      expect.stringMatching(/^Ricevuta da rilasciare, senza IVA, a Consorzio .*: totale 100,00\s€/),
    ]);
    const receipt = { number: 'R-1', issuedOn: toPlainDate(new Date()), totalCents: 10_000 };
    await okOrThrow(paid.own.post(`${invoices}/${invoice!.id}/number`, receipt));
  });

  it('is told everything that is wrong with what came, and nothing is recorded', async () => {
    const paid = await provider();
    await desk.earns(paid, 10_000);
    await desk.sent();
    const [invoice] = await asked(paid.own);
    const xml = await draft(paid.own, invoice!);
    const wrong = xml
      .replaceAll(paid.vatNumber, '99999999990')
      .replaceAll(recipient.vatNumber, '88888888880')
      .replace('TD01', 'TD04')
      .replace('<Divisa>EUR', '<Divisa>CHF')
      .replace(/<Data>.*<\/Data>/, '<Data>2020-01-01</Data>')
      .replace('<ImponibileImporto>100.00', '<ImponibileImporto>98.00')
      .replaceAll(invoice!.code, 'F1');
    const reply = await upload(paid.own, invoice!, wrong);
    expect(reply.status).toBe(422);
    expect(told(reply)).toHaveLength(8);
    const bomb = xml.replace('?>', '?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>');
    expect(told(await upload(paid.own, invoice!, bomb))).toHaveLength(1);
    const most = `<DatiRiepilogo><AliquotaIVA>22.00</AliquotaIVA><ImponibileImporto>${'9'.repeat(11)}.99</ImponibileImporto><Imposta>0.00</Imposta></DatiRiepilogo>`;
    const endless = xml.replace('<DatiRiepilogo>', `${most.repeat(2_000)}<DatiRiepilogo>`);
    expect((await upload(paid.own, invoice!, endless)).status).toBe(422);
    const otherVat = xml.replaceAll('>N4<', '>N2.2<');
    expect(told(await upload(paid.own, invoice!, otherVat))[0]).toContain('proforma');
    expect(await asked(paid.own, '?missing=true')).toHaveLength(1);
  });

  it('is asked for once though its payment came back, and what is refunded afterwards is to be credited', async () => {
    const paid = await provider(magic.rejects);
    const [redemption] = await desk.earns(paid, 10_000);
    const bank = fakeBank(desk);
    await okOrThrow(desk.import(await bank.reads(await desk.sent())));
    const again = await desk.sent();
    expect((await asked(paid.own)).map(({ kind }) => kind)).toEqual(['invoice']);
    const [item] = await desk.items(again);
    const line = bank.lineOf(item!.endToEndId, item!.amountCents, 'eseguito');
    await okOrThrow(desk.import(`riferimento;data;importo;end_to_end;esito;x\r\n${line}\r\n`));
    await desk.refund(redemption!.id);
    await desk.earns(await provider(), 10_000);
    await desk.sent();
    const listed = await asked(paid.own);
    expect(listed.map(({ kind, totalCents }) => `${kind} ${totalCents}`).toSorted()).toEqual([
      'creditNote 10000',
      'invoice 10000',
    ]);
    const note = listed.find(({ kind }) => kind === 'creditNote')!;
    const xml = await draft(paid.own, note);
    expect(schemaFaults('fatturaPa', xml)).toEqual([]);
    expect(xml).toContain('<TipoDocumento>TD04');
  });

  it('bears no number twice a year, also told by form, and not of another total', async () => {
    const paid = await provider();
    await desk.earns(paid, 10_000);
    await desk.sent();
    await desk.earns(paid, 5_000);
    await desk.sent();
    const [first, second] = (await asked(paid.own)).toSorted((a, b) => b.totalCents - a.totalCents);
    const today = toPlainDate(new Date());
    const record = (invoice: Listed, number: string, totalCents: number) =>
      paid.own.post(`${invoices}/${invoice.id}/number`, { number, issuedOn: today, totalCents });
    expect((await record(first!, 'A1', 9_800)).status).toBe(422);
    await okOrThrow(record(first!, 'A1', 10_000));
    expect(told(await record(second!, 'a1', 4_900))).toHaveLength(2);
    expect(told(await record(second!, 'a_', 4_900))).toHaveLength(1);
    const [superuser, watcher] = [await api.test.superuser(), await api.test.superuser()];
    await superuser.query('BEGIN');
    await superuser.query('SELECT FROM provider_invoice WHERE id = $1 FOR UPDATE', [second!.id]);
    const both = [record(second!, 'A2', 5_000), record(second!, 'A3', 5_000)];
    await untilSomebodyWaits(watcher, 2);
    await superuser.query('COMMIT');
    await Promise.all([superuser.end(), watcher.end()]);
    const twice = await Promise.all(both);
    expect(twice.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const app = await api.test.appClient();
    await app.query('BEGIN');
    await app.query("SELECT set_config('app.alliance', $1, true)", [api.test.allianceId]);
    const change = "UPDATE provider_invoice SET number = 'B1' WHERE id = $1";
    await expect(app.query(change, [first!.id])).rejects.toThrow(/matched once/);
    await app.query('ROLLBACK');
  });
});

describe('an invoice that does not come', () => {
  it('is chased once, and keeps its provider from the next payment where the alliance says so', async () => {
    const paid = await provider();
    await desk.earns(paid, 10_000);
    await desk.sent();
    const [invoice] = await asked(paid.own);
    await desk.earns(paid, 5_000);
    const leftOut = async () =>
      (await desk.drawer.get('/v1/settlement/dry-run')).body['leftOut'] as { reason: string }[];
    const chased = () =>
      api.inAlliance(({ db }) =>
        db.task.count({ where: { kind: 'chaseInvoice', subjectId: invoice!.id, state: 'open' } }),
      );
    const later = (days: number) =>
      api.inAlliance((tx) =>
        remindOfSettlement({ ...tx, now: new Date(tx.now.getTime() + days * 86_400_000) }),
      );
    await later(15);
    expect(await chased()).toBe(0);
    await later(16);
    await later(17);
    expect(await chased()).toBe(1);
    const strict = { ...recipient, invoiceDays: 1, blocksPayment: true };
    await okOrThrow(desk.administrator.post('/v1/settlement/invoice-recipient', strict));
    expect(await leftOut()).toEqual([]);
    const superuser = await api.test.superuser();
    await superuser.query('UPDATE provider_invoice SET drawn_at = $1 WHERE id = $2', [
      `${addDays(toPlainDate(new Date()), -3)}T12:00:00Z`,
      invoice!.id,
    ]);
    await superuser.end();
    expect(await leftOut()).toMatchObject([{ reason: 'invoiceMissing', owedCents: 4_900 }]);
    const today = `<Data>${toPlainDate(new Date())}</Data>`;
    const xml = (await draft(paid.own, invoice!)).replace(/<Data>.*<\/Data>/, today);
    await okOrThrow(upload(desk.drawer, invoice!, xml));
    expect([await chased(), await leftOut()]).toEqual([0, []]);
  });
});
