import { addDays, addYears, type PlainDate } from '../../domain/plain-date.ts';
import type { Channel } from '../generated/client.ts';
import { impossibleTaxCode } from './impossible-numbers.ts';
import { familyNames, INVENTED, mensNames, streets, womensNames } from './names.ts';
import type { Random } from './random.ts';
import { seedId } from './seed-id.ts';

export type Sex = 'F' | 'M';

/** Somebody of the demonstration, all of it invented. Children have neither e-mail nor phone of their own. */
export interface DemoPerson {
  readonly id: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: PlainDate;
  readonly comuneIstat: string;
  readonly address: string;
  readonly taxCode: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly channel: Channel;
  readonly locale: 'it' | 'en';
}

export interface DemoJob {
  readonly personId: string;
  readonly employerKey: string;
  readonly startedOn: PlainDate;
}

export interface DemoHousehold {
  readonly id: string;
  readonly comuneIstat: string;
  readonly members: readonly DemoPerson[];
  readonly jobs: readonly DemoJob[];
}

/** What is said of a person before they are registered; what is missing is drawn. */
export interface PersonSketch {
  readonly sex: Sex;
  readonly birthDate: PlainDate;
  readonly givenName?: string;
  readonly familyName: string;
  readonly comuneIstat: string;
  readonly address: string;
}

const ADULT_FROM_YEARS = 18;
const PREFERS_PAPER_FROM_YEARS = 75;

export type Register = (sketch: PersonSketch) => DemoPerson;

/** Registers people one after another; their order gives each a number, and the number an id and a tax code. */
export function peopleRegister(random: Random, today: PlainDate): Register {
  let number = 0;
  return ({ sex, givenName, ...sketch }) => {
    number += 1;
    const label = String(number).padStart(4, '0');
    const adult = sketch.birthDate <= addYears(today, -ADULT_FROM_YEARS);
    const old = sketch.birthDate <= addYears(today, -PREFERS_PAPER_FROM_YEARS);
    return {
      ...sketch,
      id: seedId(`person/${label}`),
      givenName: givenName ?? random.pick(sex === 'F' ? womensNames : mensNames),
      taxCode: impossibleTaxCode({ number, birthDate: sketch.birthDate, sex }),
      email: adult ? `persona.${label}@example.org` : null,
      phone: adult ? `000 000${label}` : null,
      channel: old
        ? 'post'
        : random.weighted([
            ['email', 95],
            ['pec', 3],
            ['post', 2],
          ]),
      locale: random.chance(3) ? 'en' : 'it',
    };
  };
}

export function drawFamilyName(random: Random): string {
  return `${random.pick(familyNames)} ${INVENTED}`;
}

export function drawAddress(random: Random): string {
  return `${random.pick(streets)}, ${random.integer(1, 80)}`;
}

/** A birth date that makes somebody exactly so old today. */
export function drawBirthDate(random: Random, ageYears: number, today: PlainDate): PlainDate {
  return addDays(addYears(today, -ageYears), -random.integer(0, 364));
}
