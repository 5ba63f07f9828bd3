import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adviseUse } from '../activities/voucher/use.ts';
import { openPayrollDesk, type PayrollDesk } from './support/payroll-desk.ts';
import { plantProvider } from './support/planted-provider.ts';
import { plantVouchers, type PlantedWallet } from './support/planted-voucher.ts';

let desk: PayrollDesk;

beforeAll(async () => {
  desk = await openPayrollDesk();
});
afterAll(() => desk.api.close());

describe('a voucher that was voided', () => {
  it('stays counted when its provider stopped, and not when it was a mistake', async () => {
    desk.on('2026-09-01');
    const one = await desk.employee();
    const [stopped, mistaken] = [await desk.deliver(one, 14_000), await desk.deliver(one, 5_000)];
    expect((await desk.standing(one)).usedCents).toBe(19_000);
    await desk.takeBack(mistaken);
    desk.on('2026-10-02');
    await desk.stopProviderOf(stopped);
    expect((await desk.standing(one)).usedCents).toBe(14_000);
  });

  it('counts once with what its credit buys anew in the year, and apart in another', async () => {
    desk.on('2026-09-01');
    const one = await desk.employee();
    const stopped = await desk.deliver(one, 14_000);
    await desk.deliver(one, 86_000);
    desk.on('2026-10-02');
    await desk.stopProviderOf(stopped);
    desk.on('2026-10-03');
    const ask = (nominalCents: number) =>
      desk.api.inAlliance((tx) =>
        adviseUse(tx, desk.api, {
          holderId: one.personId,
          beneficiaryId: one.personId,
          employerId: desk.employerId,
          familyMode: 'strict',
          service: null,
          nominalCents,
          count: 1,
          listPriceCents: null,
          serviceFrom: '2026-10-03',
          ownMoneyCents: 0,
        }),
      );
    expect(await desk.standing(one)).toMatchObject({ usedCents: 100_000, leftCents: 0 });
    expect(await ask(14_001)).toMatchObject({ status: 'refused' });
    expect(await ask(14_000)).toMatchObject({
      status: 'lawful',
      fringe: { afterCents: 100_000, leftCents: 0 },
    });
    await desk.deliver(one, 4_000);
    const again = await desk.deliver(one, 10_000);
    expect((await desk.standing(one)).usedCents).toBe(100_000);
    await desk.takeBack(again);
    expect((await desk.standing(one)).usedCents).toBe(100_000);
    desk.on('2026-11-03');
    await desk.deliver(one, 10_000);
    await desk.deliver(one, 1);
    expect((await desk.standing(one)).usedCents).toBe(100_001);
    desk.on('2027-01-03');
    await desk.deliver(one, 300);
    expect((await desk.standing(one, 2027)).usedCents).toBe(300);
    expect((await desk.standing(one)).usedCents).toBe(100_001);
  });
});

describe('a voucher of letter c', () => {
  /** Meals of a canteen, ordered under letter c. */
  const meals = async (holder: PlantedWallet, nominalCents: number, count: number) => {
    const canteen = await desk.api.inAlliance((tx) => plantProvider(tx, { service: { unit: 'meal' } }));
    return desk.api.inAlliance((tx) =>
      plantVouchers(tx, desk.api.vault, holder, {
        service: { id: canteen.serviceId, providerId: canteen.organisationId, vatTreatment: 'reduced10' },
        nominalCents,
        count,
        payer: {
          walletId: holder.walletId,
          employerId: desk.employerId,
          carryOver: 'nextPlan',
          taxLetter: 'c',
          employerShare: { numerator: 1, denominator: 100 },
        },
      }),
    );
  };

  it('is taxed by what it is worth beyond one day’s exempt amount, and enters no other limit', async () => {
    desk.on('2026-09-01');
    const one = await desk.employee();
    await desk.enter(one.personId, { kind: 'mealPaper', amountCents: 500, days: 2, month: '2026-09-01' });
    await meals(one, 1_000, 5);
    const [first, second] = await meals(one, 1_100, 20);
    expect(await desk.linesOf(one, 2026, 9)).toEqual(['2026-09 2026 meals 22,00']);
    expect(await desk.standing(one)).toMatchObject({ usedCents: 0, leftCents: 100_000 });
    desk.on('2026-10-01');
    await desk.takeBack(first!.id);
    await desk.stopProviderOf(second!.id);
    expect(await desk.linesOf(one, 2026, 9)).toEqual(['2026-09 2026 meals 22,00']);
    expect(await desk.linesOf(one, 2026, 10)).toEqual(['2026-10 2026 meals -2,00']);
  });

  it('has the exempt amount of the day on which it was delivered', async () => {
    desk.on('2027-01-04');
    const one = await desk.employee();
    await meals(one, 1_001, 1);
    const [old] = await meals(one, 1_100, 1);
    const keeper = await desk.api.test.superuser();
    await keeper.query('ALTER TABLE voucher DISABLE TRIGGER voucher_guard');
    await keeper.query(`UPDATE voucher SET issued_at = '2025-12-31T22:59:59Z' WHERE id = $1`, [old!.id]);
    await keeper.query('ALTER TABLE voucher ENABLE TRIGGER voucher_guard');
    expect(await desk.linesOf(one, 2027, 1)).toEqual(['2027-01 2027 meals 0,01']);
    expect(await desk.linesOf(one, 2025)).toEqual(['2025-12 2025 meals 3,00']);
  });
});

describe('a voucher of an earlier system', () => {
  it('is known from the day on which it was taken over, whenever it was delivered', async () => {
    desk.on('2027-05-03');
    const one = await desk.employee();
    const id = await desk.deliver(one, 150_000);
    const keeper = await desk.api.test.superuser();
    await keeper.query('ALTER TABLE voucher DISABLE TRIGGER USER');
    await keeper.query(
      `UPDATE voucher SET earlier_number = 'V-1', taken_over_at = issued_at, issued_at = '2027-03-01T10:00:00Z' WHERE id = $1`,
      [id],
    );
    await keeper.query('ALTER TABLE voucher ENABLE TRIGGER USER');
    expect(await desk.linesOf(one, 2027)).toEqual(['2027-05 2027 fringe 1500,00']);
  });
});
