import { sealIdentity } from '../../activities/identity.ts';
import { addYears, laterOf, toDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import type { Vault } from '../../vault/vault.ts';
import type { Tx } from '../database.ts';
import { organisationId } from './organisations.ts';
import type { DemoHousehold, DemoPerson } from './people.ts';
import { seedId } from './seed-id.ts';

const YEARS_IN_THE_SAME_HOME = 5;

/** Writes households, their members with sealed identities, and the members' jobs. */
export async function writeHouseholds(
  tx: Tx,
  vault: Vault,
  households: readonly DemoHousehold[],
  today: PlainDate,
): Promise<void> {
  await writePeople(
    tx,
    vault,
    households.flatMap((household) => household.members),
  );
  await tx.db.household.createMany({
    data: households.map(({ id, comuneIstat }) => ({
      id,
      allianceId: tx.allianceId,
      comuneIstat,
      createdAt: tx.now,
    })),
  });
  const settledOn = addYears(today, -YEARS_IN_THE_SAME_HOME);
  await tx.db.householdMember.createMany({
    data: households.flatMap(({ id, members }) =>
      members.map((person) => ({
        id: seedId(`household-member/${person.id}`),
        allianceId: tx.allianceId,
        householdId: id,
        personId: person.id,
        joinedOn: toDateColumn(laterOf(person.birthDate, settledOn)),
      })),
    ),
  });
  await tx.db.employment.createMany({
    data: households.flatMap(({ jobs }) =>
      jobs.map(({ personId, employerKey, startedOn }) => ({
        id: seedId(`employment/${personId}`),
        allianceId: tx.allianceId,
        personId,
        organisationId: organisationId(employerKey),
        startedOn: toDateColumn(startedOn),
      })),
    ),
  });
}

async function writePeople(tx: Tx, vault: Vault, people: readonly DemoPerson[]): Promise<void> {
  await vault.makeKeys(
    tx,
    people.map(({ id }) => ({ kind: 'person', id })),
  );
  // One after another: the first asks the database for the alliance's key, all others find it remembered.
  const data = [];
  for (const person of people) data.push(await personRow(tx, vault, person));
  await tx.db.person.createMany({ data });
}

async function personRow(tx: Tx, vault: Vault, person: DemoPerson) {
  const { givenName, familyName, taxCode, email, phone, address } = person;
  const identity = { givenName, familyName, taxCode, email, phone, address };
  return {
    ...(await sealIdentity(tx, vault, person.id, identity)),
    id: person.id,
    allianceId: tx.allianceId,
    birthDate: toDateColumn(person.birthDate),
    comuneIstat: person.comuneIstat,
    locale: person.locale,
    channel: person.channel,
    createdAt: tx.now,
  };
}
