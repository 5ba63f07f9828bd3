import { afterAll, beforeAll, expect, it } from 'vitest';
import { declareRelative } from '../activities/voucher/family.ts';
import { makeTillUser } from '../activities/till/till-user.ts';
import type { DeclaredRelative } from '../domain/family.ts';
import { addDays } from '../domain/plain-date.ts';
import { reasonCodes } from '../domain/voucher-reasons.ts';
import { publishVersion, sendVersion, submitVersion } from '../rules/publishing.ts';
import { shippedVersionOrThrow } from '../rules/shipped.ts';
import type { Caller, Reply } from './api/support.ts';
import { makePerson } from './api/world.ts';
import { plantProvider } from './support/planted-provider.ts';
import { pin, tillVerbs } from './support/till-desk.ts';
import { openVoucherDesk, type Employee, type VoucherDesk } from './support/voucher-desk.ts';

let desk: VoucherDesk;
let device: Caller;
let tillUserId: string;
let careId: string;
let elena: Employee;
let rich: Employee;
let { api, order, ordered, today } = {} as VoucherDesk;
const { hold, capture, refund, release } = tillVerbs(() => ({ device, tillUserId }));

beforeAll(async () => {
  desk = await openVoucherDesk();
  ({ api, order, ordered, today, provider: device } = desk);
  const { organisationId, placeIds } = desk.camp;
  const till = { organisationId, placeId: placeIds[0]!, label: 'Cassa' };
  ({ id: tillUserId } = await api.inAlliance((tx) => makeTillUser(tx, api.vault, till, pin)));
  ({ serviceId: careId } = await api.inAlliance((tx) => plantProvider(tx)));
  [elena, rich] = [await desk.employee(500_000), await desk.employee(900_000)];
});
afterAll(() => api.close());

interface Reason {
  readonly code: string;
  readonly rule: string;
  readonly words: string;
  readonly wayForward: string;
}

/** Every code that an operation of the API has answered with. */
const met = new Set<string>();

/** The codes of a refusal; each comes with its rule, its words and a way forward. */
function noOf({ status, body, text }: Reply): readonly string[] {
  expect(status, text).toBe(409);
  const reasons = (body['reasons'] ?? []) as readonly Reason[];
  for (const { code, rule, words, wayForward } of reasons) {
    met.add(code);
    expect(rule, code).toMatch(/TUIR|DM 25|Regole dell’alleanza/);
    expect(words.length > 20 && wayForward.length > 20, code).toBe(true);
  }
  return reasons.map(({ code }) => code);
}

/** The codes of what is lawful with care alone. */
function carefulOf({ status, body, text }: Reply): readonly string[] {
  expect(status, text).toBe(201);
  const codes = (body['warnings'] as readonly { readonly code: string }[]).map(({ code }) => code);
  for (const code of codes) met.add(code);
  return codes;
}

const cumulative = ({ caller, wallet, personId }: Employee, body: object) =>
  caller.post(`/v1/wallets/${wallet.walletId}/cumulative-vouchers`, { beneficiaryId: personId, ...body });

async function voucherOf(who: Employee, id: string): Promise<{ readonly secret: string }> {
  return (await who.caller.get(`/v1/vouchers/${id}`)).body as { secret: string };
}

/** A new voucher of Elena's, and what spends it. */
async function anew() {
  const [id] = await ordered(elena);
  return { id: id!, ...(await voucherOf(elena, id!)) };
}

async function declareMother(who: Employee, detail: Partial<DeclaredRelative>): Promise<string> {
  const relativeId = await makePerson(api, { birthDate: '1946-01-01' });
  const whole = {
    relation: 'ascendant',
    cohabiting: null,
    alimony: null,
    fiscallyDependent: false,
    nonSelfSufficient: false,
    yearlyIncomeCents: null,
    ...detail,
  } as const;
  const declared = { relativeId, validFrom: `${today.slice(0, 4)}-01-01`, validUntil: null, detail: whole };
  await api.inAlliance((tx) =>
    declareRelative({ ...tx, actor: { kind: 'account', id: who.caller.accountId } }, api, {
      employeeId: who.personId,
      ...declared,
    }),
  );
  return relativeId;
}

it('an order says what the law minds: money added, another price, the past, several services under one letter', async () => {
  const toppedUp = await order(await desk.employee(50_000), { units: 4, ownMoneyCents: 6_000 });
  expect(noOf(toppedUp)).toEqual(['NO_TOPUP']);
  expect(toppedUp.body['detail']).toMatch(
    /3 con buoni \(420,00 €\), 80,00 € .* 1 con ordine privato \(140,00 €\)/,
  );
  const dearer = await order(elena, { unitPriceCents: 13_999 });
  expect(noOf(dearer)).toEqual(['NOT_AT_LIST_PRICE']);
  expect(dearer.body['detail']).toContain('140,00 €');
  expect((await order(elena, { unitPriceCents: 14_000 })).status).toBe(201);
  expect(noOf(await order(elena, { serviceFrom: addDays(today, -1) }))).toEqual(['PAST_EXPENSE']);
  expect(noOf(await cumulative(elena, { amountCents: 5_000, taxLetter: 'f' }))).toEqual([
    'CUMULATIVE_ONLY_COMMA3',
  ]);
  expect(carefulOf(await cumulative(elena, { amountCents: 5_000, taxLetter: 'comma3' }))).toEqual([]);
});

it('an order says who may use the service, and who only by a lenient reading', async () => {
  expect(noOf(await order(elena, { serviceId: careId }))).toEqual(['LETTER_NOT_OFFERED']);
  const stranger = await makePerson(api, { birthDate: '2016-05-17' });
  expect(noOf(await order(elena, { beneficiaryId: stranger }))).toEqual(['NOT_FAMILY']);
  const elsewhere = { cohabiting: false, alimony: false };
  const mother = await declareMother(elena, elsewhere);
  expect(noOf(await order(elena, { beneficiaryId: mother }))).toEqual(['NOT_COHABITING']);
  const unsaid = await declareMother(elena, {});
  expect(noOf(await order(elena, { beneficiaryId: unsaid, serviceId: careId }))).toEqual(['MISSING_FACTS']);
  const lenient = await desk.employee(50_000, { familyMode: 'lenient' });
  const hers = await declareMother(lenient, elsewhere);
  expect(carefulOf(await order(lenient, { beneficiaryId: hers, serviceId: careId }))).toEqual([
    'FAMILY_BY_LENIENT_READING',
  ]);
});

it('an order says how far the year’s limit goes', async () => {
  expect(noOf(await cumulative(rich, { amountCents: 100_001 }))).toEqual(['FRINGE_LIMIT']);
  await api.inAlliance(({ db, allianceId, now }) =>
    db.fringeExceedance.create({
      data: {
        allianceId,
        personId: rich.personId,
        employerId: desk.employerId,
        year: Number(today.slice(0, 4)),
        allowedBy: desk.caseworker.accountId,
        allowedAt: now,
      },
    }),
  );
  expect(carefulOf(await cumulative(rich, { amountCents: 100_001 }))).toEqual(['FRINGE_LIMIT_ALLOWED']);
});

it('is never paid out, and whoever asks is told the rule', async () => {
  const { id } = await anew();
  for (const refundTo of ['cash', 'bankAccount']) {
    const asked = await elena.caller.post(`/v1/vouchers/${id}/void`, { reason: 'notNeeded', refundTo });
    expect(noOf(asked)).toEqual(['NOT_MONETISABLE']);
  }
});

it('a till says whom it serves, for how much, and once', async () => {
  const voucher = await anew();
  const { secret } = voucher;
  expect(noOf(await hold({ secret, isForSomebodyElse: true }))).toEqual(['HOLDER_MISMATCH']);
  expect(noOf(await hold({ secret, amountCents: 100 }))).toEqual(['WHOLE_AMOUNT_ONLY']);
  const held = await hold({ secret });
  expect(noOf(await hold({ secret }))).toEqual(['HELD_ELSEWHERE']);
  expect(noOf(await capture(held.body['id'], { isForSomebodyElse: true }))).toEqual(['HOLDER_MISMATCH']);
  expect(noOf(await capture(held.body['id'], { amountCents: 100 }))).toEqual(['WHOLE_AMOUNT_ONLY']);
  const { body: taken } = await capture(held.body['id']);
  expect(noOf(await hold({ secret }))).toEqual(['USED_ALREADY']);
  expect(noOf(await refund(taken['id'], { amountCents: 100 }))).toEqual(['WHOLE_AMOUNT_ONLY']);
  const dispute = { redemptionId: taken['id'], amountCents: 100, reason: 'notDelivered', text: 'Prova' };
  expect(noOf(await elena.caller.post(`/v1/vouchers/${voucher.id}/disputes`, dispute))).toEqual([
    'WHOLE_AMOUNT_ONLY',
  ]);
});

it('a till says that a voucher is past its days, was voided, or its provider stopped', async () => {
  const [lapsed, gone, late] = [await anew(), await anew(), await anew()];
  const { id } = lapsed;
  await api.inAlliance(({ db, now }) =>
    db.voucher.update({ where: { id }, data: { expiresAt: new Date(now.getTime() - 1_000) } }),
  );
  expect(noOf(await hold({ secret: lapsed.secret }))).toEqual(['OUTSIDE_ITS_DAYS']);
  await elena.caller.post(`/v1/vouchers/${gone.id}/void`, { reason: 'notNeeded' });
  expect(noOf(await hold({ secret: gone.secret }))).toEqual(['VOIDED_BEFORE']);
  const suspend = (daysAgo: number) =>
    api.inAlliance(({ db, allianceId, now }) =>
      db.suspension.create({
        data: {
          allianceId,
          organisationId: desk.camp.organisationId,
          role: 'provider',
          ground: 'durc',
          subjectKind: 'document',
          subjectId: late.id,
          since: new Date(now.getTime() - daysAgo * 86_400_000),
        },
      }),
    );
  const lift = () =>
    api.inAlliance(({ db, now }) =>
      db.suspension.updateMany({
        where: { liftedAt: null },
        data: { liftedAt: now, liftedBecause: 'test' },
      }),
    );
  // Its thirty days are over; and not over yet, but begun before the voucher was issued.
  for (const daysAgo of [31, 10]) {
    await suspend(daysAgo);
    expect(noOf(await hold({ secret: late.secret }))).toEqual(['PROVIDER_STOPPED']);
    await lift();
  }
  const held = await hold({ secret: late.secret });
  expect((await release(held.body['id'])).status).toBe(200);
});

it('a requirement that an alliance adds speaks for itself', async () => {
  const [author, publisher] = [await api.signIn('administrator'), await api.signIn('administrator')];
  const as = <T>({ accountId: id }: Caller, work: Parameters<typeof api.inAlliance<T>>[0]) =>
    api.inAlliance<T>((tx) => work({ ...tx, actor: { kind: 'account', id } }));
  const { id } = await as(author, (tx) => sendVersion(tx, withNothingOverThreeThousand()));
  await as(author, (tx) => submitVersion(tx, id, 'Delibera 12 del 2026'));
  await as(publisher, (tx) => publishVersion(tx, id, tx.now));
  const refused = await cumulative(rich, { amountCents: 300_001 });
  expect(noOf(refused)).toEqual(['RULE_NOT_MET']);
  expect(refused.body['detail']).toContain('Qui un buono vale al massimo 3.000 euro.');
});

it('and there is no reason that no operation gives', () => {
  expect(reasonCodes.filter((code) => !met.has(code))).toEqual([]);
});

function withNothingOverThreeThousand() {
  const shipped = shippedVersionOrThrow('voucher-use');
  const [model] = shipped.rules;
  const added = {
    ...model!,
    name: 'worth-three-thousand',
    conditions: { all: [{ fact: 'nominalCents', operator: 'lessThanInclusive', value: 300_000 }] },
    event: {
      type: 'requirement',
      params: {
        unmet: {
          it: 'Qui un buono vale al massimo 3.000 euro.',
          en: 'Here a voucher is worth 3,000 euro at most.',
        },
      },
    },
  };
  return { ...shipped, edition: 'VU-PROVA', rules: [...shipped.rules, added] };
}
