import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { World } from './matrix/specimen.ts';
import { digest, openWorld } from './matrix/world.ts';

/** What is well written and cannot be: refused at the door, at its place, and nothing is kept or sent on. */
let world: World;
let superuser: Client;

beforeAll(async () => {
  world = await openWorld();
  superuser = await world.api.test.superuser();
});
afterAll(() => world.api.close());

async function refused(path: string, body: unknown) {
  const before = await digest(superuser);
  const sent = world.api.sent.length;
  const { status, body: problem } = await world.insiders.caseworker.post(path, body);
  expect(await digest(superuser), path).toEqual(before);
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
});
