import { addDays, addYears, type PlainDate } from '../../domain/plain-date.ts';
import { INVENTED } from './names.ts';
import type { DemoHousehold, DemoPerson, Register } from './people.ts';
import { seedId } from './seed-id.ts';

/** The people somebody can sign in as or act for, and the households they live in. */
export interface Story {
  readonly households: readonly DemoHousehold[];
  readonly lucia: DemoPerson;
  /** The younger first. */
  readonly childrenOfLucia: readonly DemoPerson[];
  readonly marta: DemoPerson;
  readonly paolo: DemoPerson;
}

/** Household L, household M and Paolo's; their people are the first of the register. */
export function tellStory(register: Register, today: PlainDate): Story {
  const householdL = tellHouseholdL(register, today);
  const householdM = tellHouseholdM(register, today);
  const householdP = tellHouseholdP(register, today);
  return {
    households: [householdL, householdM, householdP],
    lucia: householdL.members[0]!,
    childrenOfLucia: householdL.members.slice(1),
    marta: householdM.members[0]!,
    paolo: householdP.members[0]!,
  };
}

/**
 * Household L (domain: case 10): a lone working parent with children of 2 and 6. The younger one turned 2 two
 * weeks before the demonstration was made, so that she stays below 3 for most of a year.
 */
function tellHouseholdL(register: Register, today: PlainDate): DemoHousehold {
  const home = { familyName: `Lariceti ${INVENTED}`, comuneIstat: '016058', address: 'Via degli Esempi, 10' };
  const mother = register({ ...home, sex: 'F', givenName: 'Lucia', birthDate: born(today, 34, 100) });
  const younger = register({ ...home, sex: 'F', givenName: 'Emma', birthDate: born(today, 2, 14) });
  const older = register({ ...home, sex: 'M', givenName: 'Pietro', birthDate: born(today, 6, 40) });
  return {
    id: seedId('household/L'),
    comuneIstat: home.comuneIstat,
    members: [mother, younger, older],
    jobs: [{ personId: mother.id, employerKey: 'coop-filo', startedOn: addYears(today, -4) }],
  };
}

/** Household M (domain: case 11): Marta works and lives with her father; her cousin Paolo acts for her. */
function tellHouseholdM(register: Register, today: PlainDate): DemoHousehold {
  const home = { familyName: `Maggenghi ${INVENTED}`, comuneIstat: '016128', address: 'Via al Lago, 11' };
  const daughter = register({ ...home, sex: 'F', givenName: 'Marta', birthDate: born(today, 51, 30) });
  const father = register({ ...home, sex: 'M', givenName: 'Angelo', birthDate: born(today, 83, 200) });
  return {
    id: seedId('household/M'),
    comuneIstat: home.comuneIstat,
    members: [daughter, father],
    jobs: [{ personId: daughter.id, employerKey: 'ditta-guarnizioni', startedOn: addYears(today, -12) }],
  };
}

/** Paolo lives alone and works outside the alliance: a citizen, not an employee. */
function tellHouseholdP(register: Register, today: PlainDate): DemoHousehold {
  const home = { familyName: `Maggenghi ${INVENTED}`, comuneIstat: '016086', address: 'Via Panoramica, 12' };
  const paolo = register({ ...home, sex: 'M', givenName: 'Paolo', birthDate: born(today, 47, 250) });
  return { id: seedId('household/P'), comuneIstat: home.comuneIstat, members: [paolo], jobs: [] };
}

function born(today: PlainDate, ageYears: number, daysSinceBirthday: number): PlainDate {
  return addDays(addYears(today, -ageYears), -daysSinceBirthday);
}
