import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { liveColumns } from '../domain/live-voucher.ts';
import { employerPrefund, fundPledged } from '../ledger/accounts.ts';
import { verifyLedger } from '../ledger/verify.ts';
import type { Tx } from '../prisma/database.ts';
import type { Voucher } from '../prisma/generated/client.ts';
import { publishVersion, submitShipped } from '../rules/publishing.ts';
import type { Caller } from './api/support.ts';
import { plantProvider } from './support/planted-provider.ts';
import { balancesOf, employerShareOf } from './support/voucher-books.ts';
import {
  csvForm,
  openWelfareDesk,
  problem,
  terms,
  type WelfareDesk,
  type Worker,
} from './support/welfare-desk.ts';

const vatNumber = '01234560165';

let desk: WelfareDesk;
let planId: string;
let ada: Worker;
let left: Worker;

beforeAll(async () => {
  desk = await openWelfareDesk(new Date('2026-03-02T09:00:00Z'));
  const [author, publisher] = [
    await desk.api.signIn('administrator'),
    await desk.api.signIn('administrator'),
  ];
  for (const ruleSet of ['voucher-use', 'fund-contribution']) {
    const [version] = await as(author, (tx) => submitShipped(tx, [ruleSet]));
    await as(publisher, (tx) => publishVersion(tx, version!.id, tx.now));
  }
  await desk.api.inAlliance(async (tx) => {
    const { organisationId } = await plantProvider(tx, { service: { vatTreatment: 'reduced5' } });
    await tx.db.organisation.update({ where: { id: organisationId }, data: { vatNumber } });
  });
  const plan = { ...terms, population: 'everybody', carryOver: 'employer' };
  planId = (await desk.employer.post('/v1/welfare-plans', plan)).body['id'] as string;
  await desk.employer.post(`/v1/welfare-plans/${planId}/activation`);
  [ada, left] = [await desk.makeWorker(), await desk.makeWorker({ endedOn: '2026-01-31' })];
});
afterAll(() => desk.api.close());

function as<T>({ accountId: id }: Caller, work: (tx: Tx) => Promise<T>): Promise<T> {
  return desk.api.test.database.inAlliance(desk.api.test.allianceId, { kind: 'account', id }, work);
}

type Line = Partial<Record<(typeof liveColumns)[number], string>>;

const single = (of: Worker, numero: string): Line => ({
  tipo: 'buono',
  'codice fiscale': of.taxCode,
  importo: '140,00',
  // As a spreadsheet leaves it.
  fornitore: vatNumber.slice(1),
  servizio: 'assistenza domiciliare',
  'emesso il': '15/12/2025',
  'scade il': '30/06/2027',
  lettera: 'f-ter',
  fonte: 'regolamento',
  iva: '5',
  contributo: 'promesso',
  numero,
});
const cumulative = (of: Worker, numero: string): Line => ({
  ...single(of, numero),
  importo: '100,00',
  speso: '40,00',
  fornitore: '',
  servizio: '',
  'emesso il': '2026-01-20',
  lettera: 'comma 3',
  iva: 'multiuso',
  contributo: 'da promettere',
});
const credit = (of: Worker): Line => ({ tipo: 'credito', 'codice fiscale': of.taxCode, importo: '55,50' });

const csv = (lines: readonly Line[]) =>
  [liveColumns, ...lines.map((line) => liveColumns.map((column) => line[column] ?? ''))]
    .map((cells) => cells.join(';'))
    .join('\n');

function send(
  text: string,
  totals: { prefundCents?: number; walletCents: number; voucherCents: number },
  bankRef: string,
  dryRun?: 'true',
) {
  const raw = csvForm(text);
  for (const [name, cents] of Object.entries({ prefundCents: 0, ...totals })) raw.set(name, String(cents));
  raw.set('bankRef', bankRef);
  if (dryRun) raw.set('dryRun', dryRun);
  return desk.officer.request('POST', `/v1/welfare-plans/${planId}/live-vouchers`, { raw });
}

const kept = () =>
  desk.api.inAlliance(async ({ db }) => ({
    vouchers: await db.voucher.count(),
    wallets: await db.wallet.count(),
    credits: await db.walletCredit.count(),
    prefunds: await db.prefund.count(),
    imports: await db.liveVoucherImport.count(),
    mails: await db.mail.count(),
  }));
const pointers = ({ body }: { body: Record<string, unknown> }) =>
  (body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer).toSorted();
const accounts = () =>
  desk.api.inAlliance((tx) => balancesOf(tx, [employerPrefund(desk.employerId), fundPledged]));

describe('live vouchers of an earlier system', () => {
  const list = () => csv([credit(ada), single(ada, 'V-1'), single(left, 'V-2'), cumulative(ada, 'V-3')]);
  const sums = { prefundCents: 7_000, walletCents: 5_550, voucherCents: 34_000 };

  it('are refused whole, with every cell that is wrong and every sum that is not what the list comes to', async () => {
    const before = await kept();
    const stranger = await desk.makeWorker({ organisationId: desk.otherId });
    const wrong = csv([
      { ...credit(left), usa: ada.taxCode },
      { ...credit(stranger) },
      { ...single(ada, 'W-1'), importo: 'cento', 'scade il': '31/02/2027' },
      { ...single(ada, 'W-2'), speso: '10,00' },
      { ...single(stranger, 'W-3'), usa: 'RSSMRA80A01H501U', lettera: 'f' },
      { ...single(ada, 'W-4'), fornitore: '09876540163', fonte: 'volontario' },
      { ...single(ada, 'W-5'), servizio: 'Altro', 'scade il': '01/03/2026' },
      { ...cumulative(ada, 'W-5'), lettera: 'f', iva: '22', 'emesso il': '03/03/2026' },
      { ...cumulative(ada, 'W-6'), speso: '100,00' },
      { ...single(ada, 'W-7'), iva: 'esente' },
      { ...single(ada, 'W-8'), iva: 'multiuso' },
    ]);
    const refused = await send(wrong, sums, 'BANCA/live');
    expect(refused.status).toBe(422);
    expect(pointers(refused)).toEqual(
      [
        '/file/2/codice-fiscale',
        '/file/2/usa',
        '/file/3/codice-fiscale',
        '/file/4/importo',
        '/file/4/scade-il',
        '/file/5/speso',
        '/file/6/codice-fiscale',
        '/file/6/lettera',
        '/file/6/usa',
        '/file/7/fonte',
        '/file/7/fornitore',
        '/file/8/scade-il',
        '/file/8/servizio',
        '/file/9/emesso-il',
        '/file/9/iva',
        '/file/9/lettera',
        '/file/9/numero',
        '/file/9/speso',
        '/file/10/speso',
        '/file/11/iva',
      ].toSorted(),
    );
    expect(refused.text).not.toContain('RSSMRA80A01H501U');
    const alike = await send(wrong, sums, 'BANCA/live', 'true');
    expect([alike.status, pointers(alike)]).toEqual([422, pointers(refused)]);
    const unbalanced = await send(list(), { walletCents: 5_551, voucherCents: 33_999 }, 'BANCA/live');
    expect(pointers(unbalanced)).toEqual(['/body/voucherCents', '/body/walletCents']);
    expect(await kept()).toEqual(before);
  });

  it('are taken over with what covers them, each with a code of its own and its own last day', async () => {
    const [prefund, pledged] = await accounts();
    const before = await kept();
    const tried = await send(list(), sums, 'BANCA/live', 'true');
    expect(tried.body).toEqual({ credits: 1, vouchers: 3, ...sums, takenOverBefore: false });
    expect(await kept()).toEqual(before);
    const reply = await send(list(), sums, 'BANCA/live');
    expect(reply.body).toEqual({ credits: 1, vouchers: 3, ...sums, takenOverBefore: false });
    expect(await accounts()).toEqual([prefund! + 7_000, pledged! + 100]);
    const found = await vouchers();
    expect(found).toMatchObject([
      {
        earlierNumber: 'V-1',
        nominalCents: 14_000,
        vatKind: 'singlePurpose',
        vatCents: 667,
        vatTreatment: 'reduced5',
        state: 'active',
      },
      { earlierNumber: 'V-2', holderId: left.personId, spentCents: 0 },
      { earlierNumber: 'V-3', nominalCents: 10_000, spentCents: 4_000, vatKind: 'multiPurpose' },
    ]);
    expect(found[0]!.expiresAt.toISOString()).toBe('2027-06-30T21:59:59.999Z');
    expect(found[0]!.issuedAt.toISOString()).toBe('2025-12-14T23:00:00.000Z');
    const shares = await desk.api.inAlliance(async (tx) => [
      await employerShareOf(tx, found[0]!.id),
      await employerShareOf(tx, found[2]!.id),
    ]);
    expect(shares.map((share) => share.pledged)).toEqual([0, 100]);
    const own = await desk.api.signIn('employee', { personId: ada.personId });
    expect((await own.get('/v1/wallets')).body['items']).toMatchObject([{ balanceCents: 5_550 }]);
    const opened = await own.get(`/v1/vouchers/${found[0]!.id}`);
    expect(String(opened.body['code'])).toMatch(/^[0-9A-Z-]{12,}$/);
    expect((await desk.api.inAlliance((tx) => verifyLedger(tx))).defects).toEqual([]);
  });

  it('count in the year in which they were delivered, and tell their holder once', async () => {
    const own = await desk.api.signIn('employee', { personId: ada.personId });
    const used = async (year: number) =>
      (await own.get(`/v1/people/${ada.personId}/fringe?year=${year}`)).body['items'] as {
        usedCents: number;
      }[];
    expect((await used(2026)).map(({ usedCents }) => usedCents)).toEqual([10_000]);
    expect((await used(2025)).map(({ usedCents }) => usedCents)).toEqual([0]);
    for (const { personId } of [ada, left])
      expect(
        await desk.api.inAlliance(({ db }) =>
          db.mail.count({ where: { recipientId: personId, template: 'vouchersTakenOver' } }),
        ),
      ).toBe(1);
  });

  it('are taken over once, whether the same file comes again or another one with the same number', async () => {
    const before = await kept();
    expect((await send(list(), sums, 'BANCA/again')).body).toMatchObject({
      vouchers: 3,
      takenOverBefore: true,
    });
    const again = await send(
      csv([single(ada, 'V-9'), single(ada, 'V-1')]),
      { walletCents: 0, voucherCents: 28_000 },
      'BANCA/other',
    );
    expect(pointers(again)).toEqual(['/file/3/numero']);
    const bank = await send(
      csv([single(ada, 'V-9')]),
      { walletCents: 0, voucherCents: 14_000 },
      'BANCA/live',
    );
    expect(problem(bank)).toEqual([409, 'already-exists']);
    expect(await kept()).toEqual(before);
    const client = await desk.api.test.superuser();
    await expect(client.query("UPDATE voucher SET earlier_number = 'V-0'")).rejects.toThrow(/never changes/);
  });

  it('are used by whoever the list says, if the desk knows them', async () => {
    const other = await desk.makeWorker({ organisationId: desk.otherId });
    const line = { ...single(ada, 'V-20'), usa: other.taxCode };
    const sent = await send(csv([line]), { walletCents: 0, voucherCents: 14_000 }, 'BANCA/mother');
    expect(sent.status).toBe(201);
    expect((await vouchers()).at(-1)).toMatchObject({
      holderId: ada.personId,
      beneficiaryId: other.personId,
    });
  });
});

function vouchers(): Promise<Voucher[]> {
  return desk.api.inAlliance(({ db }) =>
    db.voucher.findMany({ where: { earlierNumber: { not: null } }, orderBy: { number: 'asc' } }),
  );
}
