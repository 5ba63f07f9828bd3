import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '../prisma/database.ts';
import { publishVersion, sendVersion, submitVersion } from '../rules/publishing.ts';
import { shippedVersionOrThrow } from '../rules/shipped.ts';
import type { Caller } from './api/support.ts';
import { openPayrollDesk, type PayrollDesk } from './support/payroll-desk.ts';

let desk: PayrollDesk;

beforeAll(async () => {
  desk = await openPayrollDesk();
});
afterAll(() => desk.api.close());

describe('a month of payroll', () => {
  it('stays as it was when it ended: what was taken back later is below zero in its own month', async () => {
    desk.on('2026-02-10');
    const one = await desk.employee();
    const id = await desk.deliver(one, 150_000);
    expect(await desk.linesOf(one, 2026, 2)).toEqual(['2026-02 2026 fringe 1500,00']);
    desk.on('2026-03-01');
    const february = await desk.file(2026, 2);
    desk.on('2026-03-20');
    await desk.takeBack(id);
    expect(await desk.file(2026, 2)).toEqual(february);
    expect(await desk.linesOf(one, 2026, 3)).toEqual(['2026-03 2026 fringe -1500,00']);
    expect(await desk.linesOf(one, 2026)).toEqual([
      '2026-02 2026 fringe 1500,00',
      '2026-03 2026 fringe -1500,00',
    ]);
  });

  it('ends at midnight in Rome', async () => {
    const one = await desk.employee();
    desk.at('2026-04-30T21:59:59.999Z');
    await desk.deliver(one, 100_000);
    desk.at('2026-04-30T22:00:00Z');
    await desk.deliver(one, 1);
    desk.on('2026-06-08');
    await desk.deliver(one, 500);
    expect(await desk.linesOf(one, 2026)).toEqual([
      '2026-05 2026 fringe 1000,01',
      '2026-06 2026 fringe 5,00',
    ]);
  });

  it('knows no declaration made after it: the child that earned too much is taxed in December (case 2)', async () => {
    desk.on('2026-10-05');
    const one = await desk.employee();
    await desk.declare(one);
    desk.on('2026-10-12');
    await desk.deliver(one, 185_000);
    desk.on('2026-11-02');
    const october = await desk.file(2026, 10);
    desk.on('2026-12-10');
    await desk.declare(one, { yearlyIncomeCents: 290_000 });
    expect(await desk.file(2026, 10)).toEqual(october);
    expect(await desk.linesOf(one, 2026, 11)).toEqual([]);
    expect(await desk.linesOf(one, 2026, 12)).toEqual(['2026-12 2026 fringe 1850,00']);
  });

  it('keeps a limit that a declaration raised later, and one that a tax code did', async () => {
    desk.on('2026-05-05');
    const [declared, coded] = [await desk.employee(), await desk.employee()];
    await desk.api.inAlliance((tx) =>
      tx.db.person.update({ where: { id: coded.child }, data: { taxCodePrint: null, taxCodeSince: null } }),
    );
    await desk.declare(coded);
    await desk.deliver(declared, 150_000);
    await desk.deliver(coded, 150_000);
    const inMay = ['2026-05 2026 fringe 1500,00'];
    desk.on('2026-06-05');
    await desk.declare(declared);
    const caseworker = await desk.api.signIn('caseworker');
    const body = { taxCode: 'NVNFGL00C10A794F' };
    const { status } = await caseworker.request('PATCH', `/v1/people/${coded.child}`, { body });
    expect(status).toBe(200);
    for (const one of [declared, coded]) {
      expect(await desk.linesOf(one, 2026, 5)).toEqual(inMay);
      expect(await desk.linesOf(one, 2026, 6)).toEqual(['2026-06 2026 fringe -1500,00']);
    }
    desk.on('2026-07-05');
    const later = await desk.api.signIn('caseworker');
    await later.request('PATCH', `/v1/people/${coded.child}`, { body: { givenName: 'Nino' } });
    expect(await desk.linesOf(coded, 2026, 6)).toEqual(['2026-06 2026 fringe -1500,00']);
  });

  it('remembers until when a declaration was said to hold', async () => {
    desk.on('2026-12-01');
    const one = await desk.employee();
    await desk.declare(one);
    desk.on('2027-01-10');
    await desk.deliver(one, 150_000);
    desk.on('2027-02-10');
    const january = await desk.file(2027, 1);
    await desk.declare(one, { validFrom: '2026-12-31', fiscallyDependent: false });
    expect(await desk.file(2027, 1)).toEqual(january);
    expect(await desk.linesOf(one, 2027, 2)).toEqual(['2027-02 2027 fringe 1500,00']);
    const overwritten = desk.api.inAlliance(({ db }) =>
      db.familyDeclaration.updateMany({ data: { validUntil: new Date('2027-12-31') } }),
    );
    await expect(overwritten).rejects.toThrow(/permission denied/);
  });

  it('takes what is entered or withdrawn late where it became known', async () => {
    desk.on('2026-07-06');
    const one = await desk.employee();
    await desk.enter(one.personId, {
      kind: 'mealElectronic',
      amountCents: 1_100,
      days: 20,
      month: '2026-06-01',
    });
    expect(await desk.linesOf(one, 2026, 6)).toEqual([]);
    expect(await desk.linesOf(one, 2026, 7)).toEqual(['2026-07 2026 meals 20,00']);
    const entry = await desk.enter(one.personId, { amountCents: 90_000, month: '2026-07-01' });
    await desk.deliver(one, 20_000);
    desk.on('2026-08-03');
    await desk.withdraw(entry);
    expect(await desk.linesOf(one, 2026, 7)).toEqual([
      '2026-07 2026 fringe 1100,00',
      '2026-07 2026 meals 20,00',
    ]);
    expect(await desk.linesOf(one, 2026, 8)).toEqual(['2026-08 2026 fringe -1100,00']);
  });
});

describe('a year that is over', () => {
  it('is adjusted in January and February, and later shown as too late for that', async () => {
    desk.on('2026-11-05');
    const one = await desk.employee();
    await desk.declare(one);
    await desk.deliver(one, 185_000);
    desk.on('2027-01-15');
    const december = await desk.file(2026, 12);
    await desk.declare(one, { yearlyIncomeCents: 290_000 });
    expect(await desk.file(2026, 12)).toEqual(december);
    const adjusted = '2027-01 2026 fringe – conguaglio 1850,00';
    expect(await desk.linesOf(one, 2027, 1)).toEqual([adjusted]);
    desk.on('2027-03-01');
    await desk.declare(one, { yearlyIncomeCents: 200_000 });
    const late = '2027-03 2026 fringe – dopo il conguaglio: certificazione unica da rettificare -1850,00';
    expect(await desk.linesOf(one, 2027, 2)).toEqual([]);
    expect(await desk.linesOf(one, 2027, 3)).toEqual([late]);
    expect(await desk.linesOf(one, 2026)).toEqual([adjusted, late]);
    expect(await desk.linesOf(one, 2027)).toEqual([]);
  });
});

describe('the rules that payroll asks', () => {
  it('are those of the end of the month: a limit that is raised later counts later', async () => {
    desk.on('2027-08-05');
    const one = await desk.employee();
    await desk.deliver(one, 130_000);
    desk.on('2027-09-02');
    const [author, publisher] = [
      await desk.api.signIn('administrator'),
      await desk.api.signIn('administrator'),
    ];
    const as = <Result>({ accountId }: Caller, work: (tx: Tx) => Promise<Result>) =>
      desk.api.inAlliance((tx) => work({ ...tx, actor: { kind: 'account', id: accountId } }));
    const id = await as(author, async (tx) => {
      const shipped = shippedVersionOrThrow('voucher-use');
      const parameters = shipped.parameters.map((parameter) =>
        parameter.name === 'fringeLimitCents' && parameter.validFrom === '2025-01-01'
          ? { ...parameter, value: 130_000 }
          : parameter,
      );
      const sent = await sendVersion(tx, { ...shipped, parameters, cases: [shipped.cases[0]] });
      return (await submitVersion(tx, sent.id, 'Delibera 12 del 2026')).id;
    });
    await as(publisher, (tx) => publishVersion(tx, id, tx.now));
    const [august, september] = ['2027-08 2027 fringe 1300,00', '2027-09 2027 fringe -1300,00'];
    expect(await desk.linesOf(one, 2027)).toEqual([august, september]);
    expect(await desk.linesOf(one, 2027, 8)).toEqual([august]);
  });
});
