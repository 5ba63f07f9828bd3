import { addDays, addYears, laterOf, type PlainDate } from '../../domain/plain-date.ts';
import { comuni } from '../../domain/territory.ts';
import { drawHousehold, type MemberSketch } from './household-shapes.ts';
import { demoEmployers } from './organisations.ts';
import {
  drawAddress,
  drawBirthDate,
  drawFamilyName,
  peopleRegister,
  type DemoHousehold,
  type DemoPerson,
  type Register,
} from './people.ts';
import { randomFor, type Random } from './random.ts';
import { seedId } from './seed-id.ts';
import { tellStory, type Story } from './storied-households.ts';

const PERCENT_BOTH_EMPLOYED_IN_THE_ALLIANCE = 8;
const WORKING_FROM_YEARS = 20;

/**
 * Everybody of the demonstration: the households that have a story, and as many drawn ones as it takes to fill
 * every employer's staff. The same on every machine for the same day; ages are right on that day.
 */
export function drawHouseholds(today: PlainDate): Story {
  const random = randomFor('households');
  const register = peopleRegister(random, today);
  const story = tellStory(register, today);
  const vacancies = openVacancies(random, story.households);
  const households = [...story.households];
  while (vacancies.length > 0) {
    const key = String(households.length + 1).padStart(4, '0');
    households.push(
      settle(`household/${key}`, drawHousehold(random), { random, register, vacancies, today }),
    );
  }
  return { ...story, households };
}

interface Drawing {
  readonly random: Random;
  readonly register: Register;
  readonly vacancies: string[];
  readonly today: PlainDate;
}

/** Gives the members a home, names and, to one or two of them, a job. */
function settle(path: string, sketches: readonly MemberSketch[], drawing: Drawing): DemoHousehold {
  const { random, register, vacancies, today } = drawing;
  const comuneIstat = random.weighted(comuni.map((comune) => [comune.istatCode, comune.population2011]));
  const address = drawAddress(random);
  const familyName = drawFamilyName(random);
  const members = sketches.map(({ kin, sex, ageYears }) =>
    register({
      sex,
      birthDate: drawBirthDate(random, ageYears, today),
      familyName: kin === 'partner' ? drawFamilyName(random) : familyName,
      comuneIstat,
      address,
    }),
  );
  const both = sketches[1]?.kin === 'partner' && random.chance(PERCENT_BOTH_EMPLOYED_IN_THE_ALLIANCE);
  const jobs = members.slice(0, both ? 2 : 1).flatMap((person) => {
    const employerKey = vacancies.pop();
    return employerKey === undefined
      ? []
      : [{ personId: person.id, employerKey, startedOn: drawStart(random, person, today) }];
  });
  return { id: seedId(path), comuneIstat, members, jobs };
}

/** One entry for each post of each employer that no story has filled, in an order that mixes the employers. */
function openVacancies(random: Random, storied: readonly DemoHousehold[]): string[] {
  const posts = demoEmployers.flatMap(({ key, employees }) => Array.from({ length: employees }, () => key));
  for (const { employerKey } of storied.flatMap((household) => household.jobs)) {
    posts.splice(posts.indexOf(employerKey), 1);
  }
  for (let last = posts.length - 1; last > 0; last--) {
    const other = random.integer(0, last);
    [posts[last], posts[other]] = [posts[other]!, posts[last]!];
  }
  return posts;
}

/** Between three months and twenty years ago, and never before working age. */
function drawStart(random: Random, person: DemoPerson, today: PlainDate): PlainDate {
  const drawn = addDays(today, -random.integer(90, 20 * 365));
  return laterOf(drawn, addYears(person.birthDate, WORKING_FROM_YEARS));
}
