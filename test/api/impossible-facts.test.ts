import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, addMonths, toDateColumn } from '../../domain/plain-date.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { World } from './matrix/specimen.ts';
import { watchRows } from '../support/row-changes.ts';
import { openWorld } from './matrix/world.ts';
import { comune, makeDocument, makePerson } from './world.ts';

/** What is well written and cannot be: refused at the door, at its place, and nothing is kept or sent on. */
let world: World;
let changes: () => Promise<readonly string[]>;

beforeAll(async () => {
  world = await openWorld();
  changes = await watchRows(await world.api.test.superuser());
});
afterAll(() => world.api.close());

async function refused(path: string, body: unknown) {
  await changes();
  const sent = world.api.sent.length;
  const { status, body: problem } = await world.insiders.caseworker.post(path, body);
  expect(await changes(), path).toEqual([]);
  expect(world.api.sent, path).toHaveLength(sent);
  const errors = (problem['errors'] ?? []) as { pointer: string }[];
  return { status, pointers: errors.map(({ pointer }) => pointer) };
}

const at = (...pointers: string[]) => ({ status: 422, pointers });

function need(change: object = {}) {
  return {
    description: 'ore',
    service: 'other',
    forPersonId: world.home.personId,
    unit: 'hour',
    units: 60,
    unitPriceCents: 100,
    providerId: world.home.providerId,
    ...change,
  };
}

function application(change: object = {}) {
  const { householdId, personId } = world.home;
  const people = { householdId, applicantId: personId, beneficiaryId: personId };
  return { ...people, channel: 'desk', needs: [need(change)] };
}

const dossierOf = () => `/v1/assessments/${world.file.assessmentId}/dossier`;

describe('a need', () => {
  it('is covered by others at most as far as it goes', async () => {
    const pointer = '/body/needs/0/coveredUnits';
    expect(await refused('/v1/assessments', application({ coveredUnits: 61 }))).toEqual(at(pointer));
    expect(await refused(dossierOf(), { needs: [need({ coveredUnits: 61 })] })).toEqual(at(pointer));
    const whole = await world.insiders.caseworker.post('/v1/assessments', application({ coveredUnits: 60 }));
    expect(whole.status).toBe(202);
  });

  it('of a minor is for somebody under 18 today', async () => {
    const pointer = '/body/needs/0/service';
    const forMinor = { service: 'forMinor', parentsApart: false };
    expect(await refused('/v1/assessments', application(forMinor))).toEqual(at(pointer));
    expect(await refused(dossierOf(), { needs: [need(forMinor)] })).toEqual(at(pointer));
    const today = toPlainDate(new Date());
    await born(addMonths(today, -18 * 12));
    expect(await refused('/v1/assessments', application(forMinor))).toEqual(at(pointer));
    await born(addDays(addMonths(today, -18 * 12), 1));
    expect(await refused('/v1/assessments', application(forMinor))).toEqual(at('/body/applicantId'));
    const minor = await world.insiders.caseworker.post('/v1/assessments', {
      ...application(forMinor),
      ...(await parent()),
    });
    expect(minor.status).toBe(202);
    await born('1980-05-17');
  });

  it('of a minor is filed by a parent or the tutor, never by the minor, at the desk or online', async () => {
    const { personId } = world.home;
    await born(addDays(addMonths(toPlainDate(new Date()), -18 * 12), 1));
    const child = await world.api.signIn('citizen', { personId });
    const reply = await child.post('/v1/assessments', { ...application(), channel: 'online' });
    expect(reply.status).toBe(422);
    expect(reply.body['detail']).toContain('un genitore o il tutore');
    const mother = await parent();
    const online = { ...application(), ...mother, channel: 'online' };
    const acting = await world.api.signIn('citizen', { personId: mother.applicantId });
    expect((await acting.post('/v1/assessments', online)).status).toBe(202);
    await born('1980-05-17');
  });

  async function parent() {
    const { personId } = world.home;
    const applicantId = await makePerson(world.api);
    const documentId = await makeDocument(world.api, { kind: 'person', id: personId });
    const relation = { personId, representativeId: applicantId, documentId, kind: 'parent' as const };
    const days = { validFrom: toDateColumn('2020-01-01'), expiresOn: toDateColumn('2199-01-01') };
    const { id: relationId } = await world.api.inAlliance((tx) =>
      tx.db.relation.create({
        data: { ...relation, ...days, allianceId: tx.allianceId, createdAt: tx.now },
      }),
    );
    return { applicantId, relationId };
  }

  const born = (birthDate: string) =>
    world.api.inAlliance((tx) =>
      tx.db.person.update({
        where: { id: world.home.personId },
        data: { birthDate: toDateColumn(birthDate) },
      }),
    );
});

describe('a dossier', () => {
  const today = toPlainDate(new Date());
  const tomorrow = addDays(today, 1);
  const evidence = { foundBy: 'chi', foundOn: today, note: 'colloquio' };
  const isee = { kind: 'ORDINARIO', valueCents: 1, protocol: 'INPS-1' };
  const lost = (on: string) => ({ kind: 'work', value: { events: [{ kind: 'jobLoss', on }], evidence } });

  it('holds something', async () => {
    expect(await refused(dossierOf(), {})).toEqual(at('/body/items'));
    expect(await refused(dossierOf(), { items: [] })).toEqual(at('/body/items'));
  });

  it('tells of what was issued, was found and happened by today', async () => {
    const { personId } = world.home;
    for (const [item, place] of [
      [{ kind: 'isee', value: { ...isee, issuedOn: tomorrow, validUntil: tomorrow } }, 'issuedOn'],
      [
        { kind: 'network', value: { value: 'weak', evidence: { ...evidence, foundOn: tomorrow } } },
        'evidence/foundOn',
      ],
      [{ kind: 'independent', personId, value: { ...evidence, foundOn: tomorrow } }, 'foundOn'],
      [lost(tomorrow), 'events/0/on'],
    ] as const)
      expect(await refused(dossierOf(), { items: [item] }), place).toEqual(
        at(`/body/items/0/value/${place}`),
      );
    const ending = {
      kind: 'work',
      value: { events: [{ kind: 'contractEnding', endsOn: tomorrow }], evidence },
    };
    const items = [lost(today), ending];
    expect((await world.insiders.caseworker.post(dossierOf(), { items })).status).toBe(202);
  });
});

describe('somebody', () => {
  it('joins no household before they are born', async () => {
    const personId = await makePerson(world.api, { birthDate: '2024-03-02' });
    const join = (joinedOn: string) => ({ personId, joinedOn });
    const household = { comuneIstat: comune, members: [join('2024-03-01')] };
    expect(await refused('/v1/households', household)).toEqual(at('/body/members/0/joinedOn'));
    const members = `/v1/households/${world.home.householdId}/members`;
    expect(await refused(members, join('2024-03-01'))).toEqual(at('/body/joinedOn'));
    expect((await world.insiders.caseworker.post(members, join('2024-03-02'))).status).toBe(201);
  });

  it('dies by today', async () => {
    const path = `/v1/awards/${world.file.awardId}/death`;
    const tomorrow = addDays(toPlainDate(new Date()), 1);
    expect(await refused(path, { diedOn: tomorrow })).toEqual(at('/body/diedOn'));
  });
});
