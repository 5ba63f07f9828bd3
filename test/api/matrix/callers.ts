import { Role } from '../../../prisma/generated/enums.ts';
import type { Caller, TestApi } from '../support.ts';
import { makeHousehold, makeOrganisation, makePerson } from '../world.ts';

export const roles = Object.values(Role);

/** Roles that reach nothing in the alliance but what is their own. */
export const ownOnly: readonly Role[] = [
  'citizen',
  'employee',
  'provider',
  'employer',
  'representative',
  'candidate',
];

/** Somebody in one alliance: a person in a household, a provider, an employer. */
export interface Place {
  readonly allianceId: string;
  readonly givenName: string;
  readonly personId: string;
  readonly householdId: string;
  readonly providerId: string;
  readonly employerId: string;
}

/** One caller of each role, each of them at home in the place. */
export type Cast = Readonly<Record<Role, Caller>>;

export async function makePlace(api: TestApi, allianceId: string, givenName: string): Promise<Place> {
  const personId = await makePerson(api, { allianceId, givenName });
  const employerId = await makeOrganisation(api, ['employer'], allianceId);
  await api.inAlliance(
    (tx) =>
      tx.db.employment.create({
        data: { allianceId, personId, organisationId: employerId, startedOn: new Date('2020-01-01') },
      }),
    allianceId,
  );
  const providerId = await makeOrganisation(api, ['provider'], allianceId);
  await api.inAlliance(
    ({ db }) =>
      db.organisation.updateMany({
        where: { id: { in: [employerId, providerId] } },
        data: { adherentFrom: new Date('2020-01-01') },
      }),
    allianceId,
  );
  return {
    allianceId,
    givenName,
    personId,
    employerId,
    householdId: await makeHousehold(api, [personId], allianceId),
    providerId,
  };
}

export async function castOf(api: TestApi, place: Place): Promise<Cast> {
  const { allianceId, personId } = place;
  const cast = roles.map(async (role) => {
    const organisationId = {
      provider: place.providerId,
      employer: place.employerId,
      representative: place.providerId,
    }[role as string];
    const isPerson = role === 'citizen' || role === 'employee';
    const caller = await api.signIn(role, {
      allianceId,
      ...(organisationId ? { organisationId } : {}),
      ...(isPerson ? { personId } : {}),
    });
    return [role, caller] as const;
  });
  return Object.fromEntries(await Promise.all(cast)) as unknown as Cast;
}
