import { addDays, addYears, type PlainDate } from '../../domain/plain-date.ts';
import type { DemoHousehold, Register } from './households.ts';
import { INVENTED } from './names.ts';
import type { DemoPerson } from './people.ts';
import { seedId } from './seed-id.ts';

/** The two households that somebody can sign in for. */
export const householdLId = seedId('household/L');
export const householdMId = seedId('household/M');

/** Household L and household M, in this order; their people are the first of the register. */
export function tellHouseholds(
  register: Register,
  today: PlainDate,
): readonly [DemoHousehold, DemoHousehold] {
  return [tellHouseholdL(register, today), tellHouseholdM(register, today)];
}

/**
 * Household L (domain: case 10): a lone working parent with children of 2 and 6. The younger one turned 2 two
 * weeks before the demonstration was made, so that it stays below 3 for most of a year.
 */
function tellHouseholdL(register: Register, today: PlainDate): DemoHousehold {
  const home = {
    familyName: `Lariceti ${INVENTED}`,
    comuneIstat: '016058',
    address: 'Via degli Esempi, 10',
  };
  const mother = register({
    ...home,
    sex: 'F',
    givenName: 'Lucia',
    birthDate: addDays(addYears(today, -34), -100),
  });
  const younger = register({
    ...home,
    sex: 'F',
    givenName: 'Emma',
    birthDate: addDays(addYears(today, -2), -14),
  });
  const older = register({
    ...home,
    sex: 'M',
    givenName: 'Pietro',
    birthDate: addDays(addYears(today, -6), -40),
  });
  return {
    id: householdLId,
    comuneIstat: home.comuneIstat,
    members: [mother, younger, older],
    jobs: [{ person: mother, employerKey: 'coop-filo', startedOn: addYears(today, -4) }],
  };
}

/** Household M (domain: case 11): Marta works and lives with her father; her cousin Paolo acts for her. */
function tellHouseholdM(register: Register, today: PlainDate): DemoHousehold {
  const home = { familyName: `Maggenghi ${INVENTED}`, comuneIstat: '016128', address: 'Via al Lago, 11' };
  const daughter = register({
    ...home,
    sex: 'F',
    givenName: 'Marta',
    birthDate: addDays(addYears(today, -51), -30),
  });
  const father = register({
    ...home,
    sex: 'M',
    givenName: 'Angelo',
    birthDate: addDays(addYears(today, -83), -200),
  });
  return {
    id: householdMId,
    comuneIstat: home.comuneIstat,
    members: [daughter, father],
    jobs: [{ person: daughter, employerKey: 'ditta-guarnizioni', startedOn: addYears(today, -12) }],
  };
}

export function lucia([householdL]: readonly DemoHousehold[]): DemoPerson {
  return householdL!.members[0]!;
}

export function marta([, householdM]: readonly DemoHousehold[]): DemoPerson {
  return householdM!.members[0]!;
}
