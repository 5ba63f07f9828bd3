import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePlace, type Place } from './matrix/callers.ts';
import { makeCaseFile, type CaseFile } from './matrix/case-file.ts';
import type { World } from './matrix/specimen.ts';
import { watchRows } from '../support/row-changes.ts';
import { openWorld } from './matrix/world.ts';
import type { Caller } from './support.ts';
import { makeDocument } from './world.ts';

/**
 * Every id that the body of a process's step can name, put to what another alliance has, to what another case of the
 * same alliance has, and to what nobody has: refused at once, at its place, and nothing is kept or sent on.
 */
let world: World;
let changes: () => Promise<readonly string[]>;
let foreign: Place & CaseFile;
let elsewhere: Place & CaseFile;

beforeAll(async () => {
  world = await openWorld();
  const { api } = world;
  changes = await watchRows(await api.test.superuser());
  foreign = await caseIn(await api.test.addAlliance());
  elsewhere = await caseIn(api.test.allianceId);
});
afterAll(() => world.api.close());

async function caseIn(allianceId: string): Promise<Place & CaseFile> {
  const { api } = world;
  const place = await makePlace(api, allianceId, 'Altra');
  const [author, publisher] = [
    await api.signIn('administrator', { allianceId }),
    await api.signIn('administrator', { allianceId }),
  ];
  return { ...place, ...(await makeCaseFile(api, place, { author, publisher })) };
}

async function refused(caller: Caller, path: string, body: unknown) {
  await changes();
  const sent = world.api.sent.length;
  const { status, body: problem } = await caller.post(path, body);
  expect(await changes(), path).toEqual([]);
  expect(world.api.sent, path).toHaveLength(sent);
  const errors = (problem['errors'] ?? []) as { pointer: string }[];
  return { status, pointers: errors.map(({ pointer }) => pointer) };
}

/** Another alliance's id, an id of another case, and one that nobody has. */
const others = (of: (place: Place & CaseFile) => string): readonly string[] => [
  of(foreign),
  of(elsewhere),
  randomUUID(),
];

function application(change: object = {}, need: object = {}) {
  const { home } = world;
  const one = {
    description: 'ore',
    service: 'other',
    forPersonId: home.personId,
    unit: 'hour',
    units: 1,
    unitPriceCents: 100,
    providerId: home.providerId,
  };
  return {
    householdId: home.householdId,
    applicantId: home.personId,
    beneficiaryId: home.personId,
    channel: 'desk',
    needs: [one, { ...one, ...need }],
    ...change,
  };
}

describe('an application', () => {
  it('names people, a household, a relation and providers that are there and belong together', async () => {
    const { caseworker } = world.insiders;
    const tell = (body: object) => refused(caseworker, '/v1/assessments', body);
    const unknown = [
      foreign,
      { householdId: randomUUID(), personId: randomUUID(), providerId: randomUUID() },
    ];
    for (const { householdId, personId, providerId } of [...unknown, elsewhere]) {
      for (const [body, pointer] of [
        [application({ householdId }), '/body/householdId'],
        [application({ beneficiaryId: personId, applicantId: personId }), '/body/householdId'],
        [application({}, { forPersonId: personId }), '/body/needs/1/forPersonId'],
      ] as const) {
        const { status, pointers } = await tell(body);
        expect([status, pointers.includes(pointer)], pointer).toEqual([422, true]);
      }
      if (personId === elsewhere.personId) continue;
      expect(await tell(application({ applicantId: personId }))).toEqual({
        status: 422,
        pointers: ['/body/applicantId'],
      });
      expect(await tell(application({}, { providerId }))).toEqual({
        status: 422,
        pointers: ['/body/needs/1/providerId'],
      });
    }
    for (const relationId of others(({ letterId }) => letterId)) {
      const body = application({ applicantId: elsewhere.personId, relationId });
      expect(await tell(body)).toEqual({ status: 422, pointers: ['/body/relationId'] });
    }
    expect((await tell(application({ applicantId: elsewhere.personId }))).status).toBe(409);
    expect((await caseworker.post('/v1/assessments', application())).status).toBe(202);
  });
});

describe('a dossier', () => {
  it('speaks of the household’s people, of documents about them or the case, of providers', async () => {
    const { file, home, api, insiders } = world;
    const path = `/v1/assessments/${file.assessmentId}/dossier`;
    const tell = (body: object) => refused(insiders.caseworker, path, body);
    for (const personId of others((place) => place.personId)) {
      const body = { items: [{ kind: 'certificate', personId, value: 'none' }] };
      expect(await tell(body)).toEqual({ status: 422, pointers: ['/body/items/0/personId'] });
    }
    const evidence = (documentIds: string[]) => ({
      foundBy: 'x',
      foundOn: '2026-06-01',
      note: 'x',
      documentIds,
    });
    const items = (documentId: string) => [
      {
        kind: 'certificate',
        personId: home.personId,
        value: { severity: 'severe', scheme: 'before2026', issuedOn: '2026-01-02', documentId },
      },
      { kind: 'network', value: { value: 'weak', evidence: evidence([documentId]) } },
    ];
    for (const documentId of others((place) => place.documentId)) {
      expect(await tell({ items: items(documentId) })).toEqual({
        status: 422,
        pointers: ['/body/items/0/value/documentId', '/body/items/1/value/evidence/documentIds/0'],
      });
    }
    const [need] = application().needs;
    expect((await tell({ needs: [{ ...need, providerId: foreign.providerId }] })).pointers).toEqual([
      '/body/needs/0/providerId',
    ]);
    for (const documentId of [
      file.documentId,
      await makeDocument(api, { kind: 'person', id: home.personId }),
    ])
      expect((await insiders.caseworker.post(path, { items: items(documentId) })).status).toBe(202);
  });
});

describe('a step on an award', () => {
  it('names units, orders and providers of the award', async () => {
    const { file, home, insiders } = world;
    const { caseworker, provider, fundOfficer } = insiders;
    const at = `/v1/awards/${file.awardId}`;
    const swap = { orderId: file.orderId, providerId: home.providerId, unitPriceCents: 100 };
    for (const unitId of others((place) => place.unitId)) {
      const unitIds = [file.unitId, unitId];
      for (const [step, body] of [
        ['confirmations', { unitIds }],
        ['disputes', { unitIds, reason: 'x' }],
        ['dispute-resolutions', { unitIds, accept: true, reason: 'x' }],
      ] as const)
        expect((await refused(caseworker, `${at}/${step}`, body)).status, step).toBe(404);
    }
    for (const orderId of others((place) => place.orderId)) {
      const delivery = { orderId, units: 1, deliveredOn: '2026-06-01' };
      expect((await refused(provider, `${at}/deliveries`, delivery)).status).toBe(404);
      expect((await refused(caseworker, `${at}/provider-swaps`, { ...swap, orderId })).status).toBe(404);
    }
    for (const providerId of [foreign.providerId, home.employerId, randomUUID()])
      expect((await refused(caseworker, `${at}/provider-swaps`, { ...swap, providerId })).status).toBe(404);
    for (const providerId of others((place) => place.providerId)) {
      const settlement = { providerId, bankRef: 'x' };
      expect((await refused(fundOfficer, `${at}/settlements`, settlement)).status).toBe(404);
    }
  });
});

describe('a step on another alliance’s case', () => {
  it('meets no case at all', async () => {
    const { caseworker, commissionMember } = world.insiders;
    const at = `/v1/assessments/${foreign.assessmentId}`;
    const reason = { outcome: 'grant', reason: 'x' };
    for (const [caller, step, body] of [
      [caseworker, 'dossier', { items: [], answersRequest: true }],
      [caseworker, 'document-requests', { documents: ['x'] }],
      [caseworker, 'completeness', undefined],
      [caseworker, 'recommendation', reason],
      [commissionMember, 'decision', reason],
      [caseworker, 'withdrawal', { reason: 'x' }],
      [caseworker, 'closure', { reason: 'x' }],
    ] as const)
      expect((await refused(caller, `${at}/${step}`, body)).status, step).toBe(404);
  });
});
