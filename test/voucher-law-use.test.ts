import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { declareRelative } from '../activities/voucher/family.ts';
import { fringeStanding } from '../activities/voucher/fringe.ts';
import { fundShares } from '../activities/voucher/fund-shares.ts';
import { adviseUse } from '../activities/voucher/use.ts';
import { openUseDecision } from '../activities/voucher/use-decision.ts';
import type { DeclaredRelative } from '../domain/family.ts';
import { toPlainDate } from '../domain/time.ts';
import type { UseAdvice, UseQuestion } from '../domain/voucher-use.ts';
import type { Tx } from '../prisma/database.ts';
import { shipVersionOne } from '../rules/publishing.ts';
import { startApi, type TestApi } from './api/support.ts';
import { makeOrganisation, makePerson } from './api/world.ts';
import { untilSomebodyWaits } from './support/lock-wait.ts';
import { plantVouchers, plantWallet, type PlantedWallet } from './support/planted-voucher.ts';

let now = new Date('2026-06-01T10:00:00Z');
let api: TestApi;
let employerId: string;
let createdBy: string;

beforeAll(async () => {
  api = await startApi({ clock: { now: () => Promise.resolve(now) } });
  ({ accountId: createdBy } = await api.signIn('fundOfficer'));
  const { accountId: authorId } = await api.signIn('administrator');
  const { accountId: publisherId } = await api.signIn('administrator');
  await api.inAlliance((tx) => shipVersionOne(tx, { authorId, publisherId, effectiveAt: now }));
  employerId = await makeOrganisation(api, ['employer']);
});
afterAll(() => api.close());

/** An employee with so much credit. */
async function employee(cents = 500_000): Promise<PlantedWallet> {
  const personId = await makePerson(api);
  return api.inAlliance((tx) => plantWallet(tx, { employerId, personId, createdBy, cents }));
}

function declare(employeeId: string, relativeId: string, detail: Partial<DeclaredRelative>) {
  return api.inAlliance((tx) =>
    declareRelative({ ...tx, actor: { kind: 'account', id: createdBy } }, api, {
      employeeId,
      relativeId,
      validFrom: `${toPlainDate(now).slice(0, 4)}-01-01`,
      validUntil: null,
      detail: {
        relation: 'child',
        cohabiting: null,
        alimony: null,
        fiscallyDependent: false,
        nonSelfSufficient: false,
        yearlyIncomeCents: null,
        ...detail,
      },
    }),
  );
}

function ask(holder: PlantedWallet, question: Partial<UseQuestion>): Promise<UseAdvice> {
  return api.inAlliance((tx) => adviseUse(tx, api, questionOf(tx, holder, question)));
}

function questionOf(tx: Tx, { personId }: PlantedWallet, question: Partial<UseQuestion>): UseQuestion {
  const nominalCents = question.nominalCents ?? 14_000;
  return {
    holderId: personId,
    beneficiaryId: personId,
    employerId,
    familyMode: 'strict',
    service: { taxLetters: ['f', 'fBis'] },
    count: 1,
    listPriceCents: question.service === null ? null : nominalCents,
    serviceFrom: toPlainDate(tx.now),
    ownMoneyCents: 0,
    ...question,
    nominalCents,
  };
}

const codesOf = (advice: UseAdvice) => ('reasons' in advice ? advice.reasons : []).map(({ code }) => code);
const wordsOf = (advice: UseAdvice) =>
  ('reasons' in advice ? advice.reasons : []).map(({ words, wayForward }) => `${words.it} ${wayForward.it}`);
const cumulative = (holder: PlantedWallet, nominalCents: number) =>
  ask(holder, { service: null, nominalCents });
const deliver = (holder: PlantedWallet, nominalCents: number) =>
  api.inAlliance((tx) => plantVouchers(tx, api.vault, holder, { service: null, nominalCents }));
const standing = (holder: PlantedWallet, year: number) =>
  api.inAlliance((tx) => fringeStanding(tx, api, { personId: holder.personId, employerId, year }));

describe('the letter', () => {
  it('is that of who uses the service: the employee, a child, an old mother (case 4)', async () => {
    const holder = await employee();
    const [child, mother] = [await makePerson(api), await makePerson(api, { birthDate: '1948-01-01' })];
    expect(await ask(holder, {})).toMatchObject({ status: 'lawful', taxLetter: 'f' });
    expect(codesOf(await ask(holder, { beneficiaryId: child }))).toEqual(['NOT_FAMILY']);
    await declare(holder.personId, child, { relation: 'child' });
    await declare(holder.personId, mother, { relation: 'ascendant', cohabiting: true });
    expect(await ask(holder, { beneficiaryId: child })).toMatchObject({ taxLetter: 'fBis' });
    const care = { service: { taxLetters: ['comma3', 'fTer'] as const } };
    expect(await ask(holder, { ...care, beneficiaryId: mother })).toMatchObject({ taxLetter: 'fTer' });
    expect(await ask(holder, { ...care, beneficiaryId: child })).toMatchObject({ taxLetter: 'comma3' });
    const careAlone = { service: { taxLetters: ['fTer'] as const }, beneficiaryId: child };
    expect(codesOf(await ask(holder, careAlone))).toEqual(['LETTER_NOT_OFFERED']);
    expect(codesOf(await ask(holder, { service: { taxLetters: [] } }))).toEqual(['LETTER_NOT_OFFERED']);
  });

  it('is refused for a mother elsewhere, or flagged by the lenient reading (case 7)', async () => {
    const holder = await employee();
    const mother = await makePerson(api, { birthDate: '1946-01-01' });
    const care: Partial<UseQuestion> = {
      beneficiaryId: mother,
      service: { taxLetters: ['fTer'] },
      nominalCents: 60_000,
    };
    await declare(holder.personId, mother, { relation: 'ascendant', cohabiting: false, alimony: false });
    const strict = await ask(holder, care);
    expect(codesOf(strict)).toEqual(['NOT_COHABITING']);
    expect(wordsOf(strict).join()).toMatch(/Simulazione.*55,14 €.*125,32 €.*180,46 €.*consulente/);
    const lenient = await ask(holder, { ...care, familyMode: 'lenient' });
    expect(lenient).toMatchObject({
      status: 'flagged',
      taxLetter: 'fTer',
      warnings: [{ code: 'FAMILY_BY_LENIENT_READING' }],
    });
    await declare(holder.personId, mother, { relation: 'ascendant' });
    expect(await ask(holder, care)).toMatchObject({ status: 'incomplete' });
    await declare(holder.personId, mother, { relation: 'ascendant', cohabiting: true });
    expect(await ask(holder, care)).toMatchObject({ status: 'lawful', taxLetter: 'fTer' });
  });
});

describe('a voucher', () => {
  it('costs what is listed, pays nothing of the past, and is cumulative for c. 3 alone', async () => {
    const holder = await employee();
    expect(codesOf(await ask(holder, { listPriceCents: 13_999 }))).toEqual(['NOT_AT_LIST_PRICE']);
    expect(codesOf(await ask(holder, { serviceFrom: '2026-05-31' }))).toEqual(['PAST_EXPENSE']);
    expect(await cumulative(holder, 5_000)).toMatchObject({ status: 'lawful', taxLetter: 'comma3' });
    const underF = { service: null, cumulativeLetter: 'f', nominalCents: 5_000 } as const;
    expect(codesOf(await ask(holder, underF))).toEqual(['CUMULATIVE_ONLY_COMMA3']);
  });

  it('leaves the reasons why it was lawful, sealed, and they say the same again', async () => {
    const holder = await employee();
    const advice = await ask(holder, {});
    const decisionId = 'decisionId' in advice ? advice.decisionId : '';
    await api.inAlliance(async (tx) => {
      const row = await tx.db.voucherDecision.findUniqueOrThrow({ where: { id: decisionId } });
      const { replay, facts } = await openUseDecision(tx, api, row);
      expect(replay).toMatchObject({ result: 'equal', differences: [] });
      expect(facts).toMatchObject({ letter: 'f', familyStanding: 'holder' });
      expect(Buffer.from(row.factsSealed).toString('latin1')).not.toContain('familyStanding');
    });
  });
});

describe('the year’s limit', () => {
  it('is told before it is crossed, with the figure, unless the employer said so beforehand (case 1)', async () => {
    const holder = await employee();
    const { personId } = holder;
    await deliver(holder, 60_000);
    await api.inAlliance((tx) =>
      tx.db.fringeEntry.create({
        data: {
          allianceId: tx.allianceId,
          personId,
          employerId,
          kind: 'homeBills',
          month: new Date('2026-03-01'),
          amountCents: 39_999,
          enteredBy: createdBy,
          enteredAt: tx.now,
        },
      }),
    );
    expect(await standing(holder, 2026)).toMatchObject({
      usedCents: 99_999,
      limitCents: 100_000,
      leftCents: 1,
      children: 0,
      taxableCents: 0,
      oneCentMore: { simulated: true, taxableCents: 100_001, costCents: 30_077 },
    });
    expect(await cumulative(holder, 1)).toMatchObject({ status: 'lawful', warnings: [] });
    expect(codesOf(await ask(holder, { service: null, nominalCents: 1, count: 2 }))).toEqual([
      'FRINGE_LIMIT',
    ]);
    const beyond = await cumulative(holder, 2);
    expect(codesOf(beyond)).toEqual(['FRINGE_LIMIT']);
    expect(wordsOf(beyond)[0]).toMatch(/1\.000,01 € su 1\.000,00 €.*91,90 €.*208,87 €.*300,77 €.*0,01 €/);
    await api.inAlliance((tx) =>
      tx.db.fringeExceedance.create({
        data: {
          allianceId: tx.allianceId,
          personId,
          employerId,
          year: 2026,
          allowedBy: createdBy,
          allowedAt: tx.now,
        },
      }),
    );
    expect(await cumulative(holder, 2)).toMatchObject({
      status: 'flagged',
      warnings: [{ code: 'FRINGE_LIMIT_ALLOWED' }],
    });
  });

  it('doubles with a dependent child whose tax code is known, and falls back with what the child earns (case 2)', async () => {
    const holder = await employee();
    const [known, unknown] = [
      await makePerson(api, { birthDate: '2000-02-29', taxCode: 'NVNPRV00B29A794X' }),
      await makePerson(api, { birthDate: '2010-01-01' }),
    ];
    const mother = await makePerson(api, { taxCode: 'NVNMDR50A41A794X' });
    await declare(holder.personId, unknown, { fiscallyDependent: true });
    await declare(holder.personId, mother, { relation: 'ascendant', fiscallyDependent: true });
    expect((await standing(holder, 2026)).limitCents).toBe(100_000);
    await declare(holder.personId, known, { fiscallyDependent: true });
    await deliver(holder, 185_000);
    expect(await standing(holder, 2026)).toMatchObject({ limitCents: 200_000, children: 1, taxableCents: 0 });
    await declare(holder.personId, known, { fiscallyDependent: true, yearlyIncomeCents: 290_000 });
    expect(await standing(holder, 2026)).toMatchObject({ limitCents: 100_000, taxableCents: 185_000 });
    expect((await standing(holder, 2025)).limitCents).toBe(100_000);
  });

  it('is of the year in which the title was delivered, in Rome, and voiding gives it back (case X2)', async () => {
    const holder = await employee();
    now = new Date('2026-12-31T22:59:59Z');
    const [voucher] = await deliver(holder, 10_000);
    now = new Date('2026-12-31T23:00:00Z');
    await deliver(holder, 3_000);
    now = new Date('2027-02-10T10:00:00Z');
    expect([(await standing(holder, 2026)).usedCents, (await standing(holder, 2027)).usedCents]).toEqual([
      10_000, 3_000,
    ]);
    await api.inAlliance((tx) =>
      tx.db.voucher.update({ where: { id: voucher!.id }, data: { state: 'expired', closedAt: tx.now } }),
    );
    expect((await standing(holder, 2026)).usedCents).toBe(10_000);
    now = new Date('2026-06-01T10:00:00Z');
    const [other] = await deliver(holder, 2_000);
    await api.inAlliance((tx) =>
      tx.db.voucher.update({
        where: { id: other!.id },
        data: { state: 'voided', voidReason: 'notNeeded', closedAt: tx.now },
      }),
    );
    expect((await standing(holder, 2026)).usedCents).toBe(10_000);
  });

  it('lets one of two pass that would cross it together', async () => {
    const holder = await employee();
    await deliver(holder, 90_000);
    const issue = () =>
      api.inAlliance(async (tx) => {
        const advice = await adviseUse(
          tx,
          api,
          questionOf(tx, holder, { service: null, nominalCents: 6_000 }),
        );
        if (advice.status === 'lawful')
          await plantVouchers(tx, api.vault, holder, { service: null, nominalCents: 6_000 });
        return advice.status;
      });
    const keeper = await api.test.superuser();
    await keeper.query('BEGIN');
    await keeper.query('SELECT FROM person WHERE id = $1 FOR NO KEY UPDATE', [holder.personId]);
    const issuing = Promise.all([issue(), issue()]);
    await untilSomebodyWaits(await api.test.superuser(), 2);
    await keeper.query('COMMIT');
    expect((await issuing).toSorted()).toEqual(['lawful', 'refused']);
    expect((await standing(holder, 2026)).usedCents).toBe(96_000);
  });
});

describe('the Fund’s shares', () => {
  it('are those of the rule version in force, and none of what the Fund pays', async () => {
    const shares = (paidByFund: boolean) => api.inAlliance((tx) => fundShares(tx, { paidByFund }));
    expect(await shares(false)).toEqual({
      provider: { numerator: 200, denominator: 10_000 },
      employer: { numerator: 100, denominator: 10_000 },
    });
    expect(await shares(true)).toMatchObject({ provider: { numerator: 0 }, employer: { numerator: 0 } });
  });
});
