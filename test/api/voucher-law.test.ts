import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adviseUse } from '../../activities/voucher/use.ts';
import { italianCsv } from '../../domain/italian-csv.ts';
import { shipVersionOne } from '../../rules/publishing.ts';
import { untilSomebodyWaits } from '../support/lock-wait.ts';
import { plantVouchers, plantWallet, type PlantedWallet } from '../support/planted-voucher.ts';
import { startApi, statusesOf, type Caller, type Reply, type TestApi } from './support.ts';
import { makeHousehold, makeOrganisation, makePerson } from './world.ts';

const now = new Date('2026-10-15T10:00:00Z');
let api: TestApi;
let caseworker: Caller;
let employer: Caller;
let employerId: string;
let createdBy: string;

beforeAll(async () => {
  api = await startApi({ clock: { now: () => Promise.resolve(now) } });
  caseworker = await api.signIn('caseworker');
  ({ accountId: createdBy } = await api.signIn('fundOfficer'));
  const { accountId: authorId } = await api.signIn('administrator');
  const { accountId: publisherId } = await api.signIn('administrator');
  await api.inAlliance((tx) => shipVersionOne(tx, { authorId, publisherId, effectiveAt: now }));
  employerId = await makeOrganisation(api, ['employer']);
  employer = await api.signIn('employer', { organisationId: employerId });
});
afterAll(() => api.close());

interface Employee {
  readonly wallet: PlantedWallet;
  readonly personId: string;
  readonly caller: Caller;
  readonly child: string;
  readonly taxCode: string;
}

let made = 100;

/** An employee with credit, and a child of 26 in the same household whose tax code is known. */
async function employee(familyName: string): Promise<Employee> {
  made += 1;
  const taxCode = `VRDNNA80A41A${made}X`;
  const personId = await makePerson(api, { familyName, taxCode });
  const child = await makePerson(api, { birthDate: '2000-01-01', taxCode: `VRDLCU00A01A${made}X` });
  await makeHousehold(api, [personId, child]);
  const wallet = await api.inAlliance((tx) =>
    plantWallet(tx, { employerId, personId, createdBy, cents: 500_000 }),
  );
  return { wallet, personId, child, taxCode, caller: await api.signIn('employee', { personId }) };
}

const declare = (by: Caller, personId: string, relativeId: string, more: object = {}) =>
  by.post(`/v1/people/${personId}/family-declarations`, {
    relativeId,
    relation: 'child',
    fiscallyDependent: true,
    nonSelfSufficient: false,
    validFrom: '2026-01-01',
    ...more,
  });
const deliver = ({ wallet }: Employee, nominalCents: number) =>
  api.inAlliance((tx) => plantVouchers(tx, api.vault, wallet, { service: null, nominalCents }));
const enter = (personId: string, more: object) =>
  employer.post(`/v1/organisations/${employerId}/fringe-entries`, {
    personId,
    kind: 'goodsInKind',
    month: '2026-10-31',
    ...more,
  });
const own = async ({ caller, personId }: Employee, year = 2026) =>
  ((await caller.get(`/v1/people/${personId}/fringe?year=${year}`)).body['items'] as object[])[0];
const payroll = async (query: string) =>
  (await employer.get(`/v1/organisations/${employerId}/payroll?${query}`)).text;
const pointersOf = ({ body }: Reply) =>
  ((body['errors'] ?? []) as { pointer: string }[]).map(({ pointer }) => pointer);

describe('a family', () => {
  it('is declared by the employee for the own household, and at the desk for a mother elsewhere', async () => {
    const { caller, personId, child } = await employee('Verdi');
    const mother = await makePerson(api, { birthDate: '1946-01-01' });
    expect((await declare(caller, personId, child)).status).toBe(201);
    const elsewhere = { relation: 'ascendant', cohabiting: false };
    expect(pointersOf(await declare(caller, personId, mother, elsewhere))).toEqual(['/body/relativeId']);
    expect(pointersOf(await declare(caller, personId, personId))).toEqual(['/body/relativeId']);
    expect((await declare(caseworker, personId, mother, elsewhere)).status).toBe(201);
    const list = `/v1/people/${personId}/family-declarations`;
    expect(pointersOf(await caseworker.get(list))).toEqual(['/query/reason']);
    const { body } = await caller.get(list);
    expect(body['items']).toMatchObject([
      { relativeId: child, relativeName: expect.any(String), relation: 'child', cohabiting: null },
      { relativeId: mother, relation: 'ascendant', cohabiting: false },
    ]);
  });

  it('follows the newest word: what held before ends the day before, what began later no longer counts', async () => {
    const { caller, personId, child } = await employee('Verdi');
    const ids: unknown[] = [];
    for (const validFrom of ['2026-01-01', '2026-06-01', '2026-03-01'])
      ids.push((await declare(caller, personId, child, { validFrom })).body['id']);
    const { body } = await caller.get(`/v1/people/${personId}/family-declarations`);
    const items = body['items'] as { id: string; validUntil: string | null; replacedAt: string | null }[];
    const current = items.filter(({ replacedAt }) => replacedAt === null);
    expect(current).toMatchObject([
      { validFrom: '2026-01-01', validUntil: '2026-02-28' },
      { id: ids[2], validFrom: '2026-03-01', validUntil: null },
    ]);
    const replaced = items.filter(({ replacedAt }) => replacedAt === now.toISOString());
    expect(replaced.map(({ id, validUntil }) => [id, validUntil])).toEqual(
      expect.arrayContaining([
        [ids[0], null],
        [ids[1], null],
      ]),
    );
    const end = (id: unknown, lastDay: string) =>
      caller.post(`/v1/family-declarations/${id as string}/end`, { lastDay });
    const ended = await end(ids[2], '2026-12-31');
    const again = [await end(ids[2], '2026-12-31'), await end(ended.body['id'], '2026-12-31')];
    expect([ended, ...again].map(({ status }) => status)).toEqual([200, 409, 409]);
    const next = await end(ended.body['id'], '2026-06-30');
    expect([next.status, (await end(next.body['id'], '2026-02-28')).status]).toEqual([200, 409]);
    expect((await end(ids[1], '2026-12-31')).status).toBe(409);
    expect((await end(current[0]!.id, '2025-12-31')).status).toBe(409);
    const stranger = await employee('Neri');
    expect(
      (
        await stranger.caller.post(`/v1/family-declarations/${ids[2] as string}/end`, {
          lastDay: '2026-12-31',
        })
      ).status,
    ).toBe(404);
  });

  it('that turns out otherwise changes the year, and employee and payroll are told (case 2)', async () => {
    const one = await employee('Adeguati');
    const { caller, personId, child } = one;
    await declare(caller, personId, child);
    await deliver(one, 185_000);
    expect(await own(one)).toMatchObject({ limitCents: 200_000, taxableCents: 0, children: 1 });
    expect(await payroll('year=2026&month=10')).not.toContain('Adeguati');
    const { body } = await declare(caller, personId, child, { yearlyIncomeCents: 290_000 });
    expect(body['adjustments']).toEqual([
      {
        employerId,
        year: 2026,
        taxableBeforeCents: 0,
        taxableCents: 185_000,
        simulation: {
          simulated: true,
          taxableCents: 185_000,
          contributionsCents: 17_002,
          baseCents: 167_998,
          irpefCents: 38_640,
          costCents: 55_642,
        },
      },
    ]);
    const mails = await api.inAlliance((tx) => tx.db.mail.findMany({ where: { recipientId: personId } }));
    expect(mails.map(({ template }) => template)).toEqual(['benefitLimitChanged']);
    const { body: told } = await employer.get(`/v1/organisations/${employerId}/fringe?year=2026`);
    expect(told['items']).toContainEqual(expect.objectContaining({ personId, taxableCents: 185_000 }));
    expect(JSON.stringify(told)).not.toContain('children');
    const row = `${one.taxCode};Adeguati;Prova;2026-10;2026;Beni e servizi in natura oltre soglia`;
    expect(await payroll('year=2026&month=10')).toContain(row);
    expect(await payroll('year=2026')).toContain('1850,00\r\n');
  });
});

describe('a voucher', () => {
  it('is explained to its holder, and to nobody else: the rules, what was found, what was required', async () => {
    const { caller, personId } = await employee('Perché');
    const advice = await api.inAlliance((tx) =>
      adviseUse(tx, api, {
        holderId: personId,
        beneficiaryId: personId,
        employerId,
        familyMode: 'strict',
        service: { taxLetters: ['f'] },
        nominalCents: 2_000,
        count: 1,
        listPriceCents: 2_000,
        serviceFrom: '2026-10-15',
        ownMoneyCents: 0,
      }),
    );
    const path = `/v1/voucher-decisions/${'decisionId' in advice ? advice.decisionId : ''}/explanation`;
    const { status, body } = await caller.get(path);
    expect(status).toBe(200);
    expect(body['it']).toMatchObject({ sentence: 'Il parere è che tutti i requisiti sono rispettati.' });
    const stranger = await employee('Estranei');
    expect((await stranger.caller.get(path)).status).toBe(404);
  });
});

describe('an employer', () => {
  it('is told before the limit is crossed, and crosses it only when it said so (case 1)', async () => {
    const one = await employee('Scalini');
    const { personId } = one;
    await deliver(one, 60_000);
    expect((await enter(personId, { kind: 'homeBills', amountCents: 39_999 })).status).toBe(201);
    const refused = await enter(personId, { amountCents: 2 });
    expect(refused.status).toBe(409);
    expect(refused.body['possible']).toEqual(['allowFringeExcess']);
    expect(refused.body['detail']).toMatch(/1\.000,01 €.*300,77 €.*simulazione.*0,01 €/);
    expect(await own(one)).toMatchObject({
      usedCents: 99_999,
      leftCents: 1,
      oneCentMore: { costCents: 30_077 },
    });
    const allow = () =>
      employer.post(`/v1/organisations/${employerId}/fringe-exceedances`, { personId, year: 2026 });
    expect([(await allow()).status, (await allow()).status]).toEqual([201, 409]);
    const entered = await enter(personId, { amountCents: 2 });
    expect(entered.status).toBe(201);
    expect(await own(one)).toMatchObject({ taxableCents: 100_001, exceedingAllowed: true });
    const withdraw = () => employer.post(`/v1/fringe-entries/${entered.body['id'] as string}/withdraw`);
    expect([(await withdraw()).status, (await withdraw()).status]).toEqual([200, 409]);
    expect(await own(one)).toMatchObject({ usedCents: 99_999, taxableCents: 0 });
  });

  it('enters two things at once that would cross the limit together, and one stands', async () => {
    const { personId } = await employee('Gara');
    const keeper = await api.test.superuser();
    await keeper.query('BEGIN');
    await keeper.query('SELECT FROM person WHERE id = $1 FOR NO KEY UPDATE', [personId]);
    const entering = Promise.all([1, 2].map(() => enter(personId, { amountCents: 60_000 })));
    await untilSomebodyWaits(await api.test.superuser(), 2);
    await keeper.query('COMMIT');
    expect(statusesOf(await entering)).toEqual([201, 409]);
  });

  it('enters what the year’s law exempts, of its own people, and meal vouchers by the day (case X1)', async () => {
    const one = await employee('Pasti');
    const { personId } = one;
    const stranger = await makePerson(api);
    expect(pointersOf(await enter(stranger, { amountCents: 1 }))).toEqual(['/body/personId']);
    expect(pointersOf(await enter(personId, { amountCents: 1, month: '2026-11-01' }))).toEqual([
      '/body/month',
    ]);
    expect(pointersOf(await enter(personId, { amountCents: 1, days: 3 }))).toEqual(['/body/days']);
    expect(pointersOf(await enter(personId, { kind: 'mealPaper', amountCents: 1 }))).toEqual(['/body/days']);
    const bills = { kind: 'homeBills', amountCents: 100, month: '2023-05-01' };
    expect((await enter(personId, bills)).status).toBe(409);
    expect((await enter(personId, { kind: 'homeRent', amountCents: 100, month: '2023-05-01' })).status).toBe(
      409,
    );
    await declare(one.caller, personId, one.child, { validFrom: '2023-01-01' });
    expect((await enter(personId, bills)).status).toBe(201);
    const meals = { kind: 'mealElectronic', amountCents: 1_100, days: 20, month: '2026-09-01' };
    expect((await enter(personId, meals)).status).toBe(201);
    expect(await own(one)).toMatchObject({ usedCents: 0 });
    expect(await payroll('year=2026&month=9')).not.toContain('Pasti');
    const csv = await payroll('year=2026&month=10');
    expect(csv).toContain('Codice fiscale;Cognome;Nome;Mese;Anno d’imposta;Voce;Imponibile\r\n');
    expect(csv).toContain(
      `${one.taxCode};Pasti;Prova;2026-10;2026;Buoni pasto oltre il limite giornaliero (art. 51 c. 2 lett. c);20,00\r\n`,
    );
  });

  it('reaches no other employer’s people', async () => {
    const { personId } = await employee('Altri');
    const other = await api.signIn('employer', { organisationId: await makeOrganisation(api, ['employer']) });
    const replies = await Promise.all([
      other.get(`/v1/organisations/${employerId}/fringe?year=2026`),
      other.get(`/v1/organisations/${employerId}/payroll?year=2026`),
      other.post(`/v1/organisations/${employerId}/fringe-exceedances`, { personId, year: 2026 }),
    ]);
    expect(statusesOf(replies)).toEqual([404, 404, 404]);
    const mine = `/v1/organisations/${other.organisationId!}/fringe-exceedances`;
    expect(pointersOf(await other.post(mine, { personId, year: 2026 }))).toEqual(['/body/personId']);
  });
});

describe('a table for an Italian spreadsheet', () => {
  it('lets no text become a formula or break a row, and keeps amounts amounts', () => {
    const bytes = new TextEncoder().encode(
      italianCsv([['a'], ['=1+1', '+1', '-1', '@x', '\tx', 'a;b', 'say "x"', { cents: -105 }, { cents: 7 }]]),
    );
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes)).toBe(
      `a\r\n'=1+1;'+1;'-1;'@x;'\tx;"a;b";"say ""x""";-1,05;0,07\r\n`,
    );
  });
});
