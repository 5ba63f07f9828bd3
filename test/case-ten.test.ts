import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toPlainDate } from '../domain/time.ts';
import type { Caller } from './support/caller.ts';
import {
  caseTenApplication,
  caseTenDossier,
  caseTenPeople,
  type CaseTenPeople,
} from '../prisma/seed/case-ten.ts';
import { openStack, type Stack } from './support/stack.ts';
import { eventually } from './support/eventually.ts';

let stack: Stack;
let people: CaseTenPeople;
let chiara: Caller, teresa: Caller, anna: Caller, elena: Caller, lucia: Caller;

beforeAll(async () => {
  stack = await openStack();
  people = await stack.services.database.inAlliance(
    stack.allianceId,
    { kind: 'system', id: 'test' },
    caseTenPeople,
  );
  [chiara, teresa, anna, elena, lucia] = (await Promise.all(
    ['Chiara', 'Teresa', 'Anna', 'Elena', 'Lucia'].map((name) => stack.as(name)),
  )) as [Caller, Caller, Caller, Caller, Caller];
});
afterAll(() => stack.close());

/** What the dossier says is still to be found out. */
async function missing(at: string): Promise<readonly { fact: string; kinds: string[] }[]> {
  const { body } = await chiara.get(`${at}/dossier?reason=assessment`);
  return body.missing as { fact: string; kinds: string[] }[];
}

/** The dossier asks for the same as the refusal does, and says which items tell it. */
async function expectToBeAsked(at: string, facts: readonly string[]): Promise<void> {
  const asked = await missing(at);
  expect(asked.map(({ fact }) => fact).toSorted()).toEqual(facts.toSorted());
  expect(asked).toContainEqual(expect.objectContaining({ fact: 'network', kinds: ['network'] }));
}

const recommended = 'Genitore solo, orario ridotto, morosità.';

describe('case 10, from the application to the last cent', () => {
  it('is scored 61 high, granted 950.00, delivered and settled', async () => {
    const before = (await anna.get('/v1/fund')).body;
    const { assessmentId, protocolNumber } = await chiara.does('/v1/assessments', caseTenApplication(people));
    expect(protocolNumber).toMatch(/^\d{4}\/\d{7}$/);
    const at = `/v1/assessments/${assessmentId}`;

    const early = await chiara.post(`${at}/completeness`);
    expect(early.status).toBe(409);
    expect(early.body.facts).toContain('soleCaregiver');
    await expectToBeAsked(at, early.body.facts as string[]);

    await chiara.does(`${at}/dossier`, caseTenDossier(people));
    expect(await missing(at)).toEqual([]);
    await chiara.does(`${at}/completeness`);
    expect((await chiara.get(at)).body).toMatchObject({
      state: 'evaluation',
      scoreHundredths: 6100,
      band: 'high',
    });

    await chiara.does(`${at}/recommendation`, { outcome: 'grant', reason: recommended });
    await expectSeenByTheCommission(assessmentId);
    await teresa.does(`${at}/decision`, { outcome: 'grant', reason: 'Si condivide la proposta.' });

    await expectReasonsTold(at);

    const awardId = await eventually(async () => (await chiara.get(at)).body.awardId as string | null);
    const award = `/v1/awards/${awardId}`;
    await eventually(async () => (await anna.get(award)).body.state === 'held');
    expect((await anna.get(award)).body).toMatchObject({
      amountCents: 95_000,
      orders: [{ units: 10, unitPriceCents: 9_500 }],
    });
    expect((await anna.get('/v1/fund')).body.availableCents).toBe(before.availableCents - 95_000);

    await anna.does(`${award}/approval`);
    const [order] = (await elena.get('/v1/orders')).body.items;
    const { unitIds } = await elena.does(`${award}/deliveries`, {
      orderId: order.id,
      units: 10,
      deliveredOn: toPlainDate(new Date()),
    });
    await lucia.does(`${award}/confirmations`, { unitIds });
    // The letter is written by the process itself, after the decision was answered.
    const letters = await eventually(async () => {
      const items = (await lucia.get(`${at}/letters`)).body.items as { id: string; kind: string }[];
      return items.length > 1 && items;
    });
    expect(letters.map(({ kind }) => kind)).toEqual(['receipt', 'grant']);
    const grant = await fetch(`${stack.url}${at}/letters/${letters[1]!.id}`, {
      headers: { authorization: `Bearer ${lucia.token}` },
    });
    expect(
      Buffer.from(await grant.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');

    await anna.does(`${award}/settlements`, { providerId: people.childcare, bankRef: 'CRO-0001' });
    expect((await anna.get(award)).body).toMatchObject({
      state: 'settled',
      paidCents: 95_000,
      releasedCents: 0,
    });
    expect((await anna.get('/v1/fund')).body).toMatchObject({
      committedCents: before.committedCents,
      availableCents: before.availableCents - 95_000,
    });
  });
});

/** Whoever decides has the points, what the Fund would pay, and what was recommended and why before them. */
async function expectSeenByTheCommission(assessmentId: string): Promise<void> {
  const dossier = await teresa.get(`/v1/commission/dossiers/${assessmentId}`);
  const { blocks, advice, recommendation } = dossier.body;
  expect(blocks.reduce((sum: number, block: { hundredths: number }) => sum + block.hundredths, 0)).toBe(
    6_100,
  );
  expect(advice).toMatchObject({ eligible: true, awardCents: 95_000, fundedUnits: [{ units: 10 }] });
  expect(recommendation).toMatchObject({ outcome: 'grant', reason: recommended, bandOverride: null });
}

/** The person reads why it was decided so; what was recommended is the office's. */
async function expectReasonsTold(at: string): Promise<void> {
  const decisions = (await lucia.get(`${at}/decisions`)).body.items as { id: string; kind: string }[];
  const reasonsOf = (kind: string, reader: Caller, why = '') =>
    reader.get(`/v1/decisions/${decisions.findLast((one) => one.kind === kind)!.id}/reasons${why}`);
  expect((await reasonsOf('final', lucia)).body.reason).toBe('Si condivide la proposta.');
  expect((await reasonsOf('recommendation', lucia)).status).toBe(404);
  expect((await reasonsOf('recommendation', chiara, '?reason=check')).body.reason).toBe(recommended);
}
