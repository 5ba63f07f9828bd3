import type { Random } from './random.ts';
import type { Sex } from './people.ts';

/** One member of a household not yet named. */
export interface MemberSketch {
  readonly kin: 'head' | 'partner' | 'child' | 'elder';
  readonly ageYears: number;
  readonly sex: Sex;
}

interface Shape {
  readonly headFromYears: number;
  readonly headToYears: number;
  readonly partner?: true;
  readonly children?: true;
  readonly elder?: true;
}

/** Households of working people and how many of 100 look like that: plausible for the valley, drawn from nobody. */
const shapes: readonly (readonly [Shape, number])[] = [
  [{ headFromYears: 22, headToYears: 66 }, 20],
  [{ headFromYears: 25, headToYears: 66, partner: true }, 18],
  [{ headFromYears: 27, headToYears: 58, partner: true, children: true }, 39],
  [{ headFromYears: 25, headToYears: 56, children: true }, 11],
  [{ headFromYears: 34, headToYears: 64, elder: true }, 7],
  [{ headFromYears: 32, headToYears: 60, partner: true, children: true, elder: true }, 5],
];

const YOUNGEST_PARENT_YEARS = 20;
const OLDEST_PARENT_YEARS = 42;
const CHILDREN_STAY_UNTIL_YEARS = 24;

/** The members of a household, its head first. */
export function drawHousehold(random: Random): readonly MemberSketch[] {
  const shape = random.weighted(shapes);
  const head: MemberSketch = {
    kin: 'head',
    ageYears: random.integer(shape.headFromYears, shape.headToYears),
    sex: drawSex(random),
  };
  const adults = shape.partner ? [head, drawPartner(random, head)] : [head];
  const youngest = Math.min(...adults.map((adult) => adult.ageYears));
  return [
    ...adults,
    ...(shape.children ? drawChildren(random, youngest) : []),
    ...(shape.elder ? [drawElder(random, head)] : []),
  ];
}

function drawPartner(random: Random, head: MemberSketch): MemberSketch {
  const opposite = head.sex === 'F' ? 'M' : 'F';
  return {
    kin: 'partner',
    ageYears: Math.max(22, head.ageYears + random.integer(-4, 4)),
    sex: random.chance(97) ? opposite : head.sex,
  };
}

/** The youngest first; a further child only if the younger parent was old enough when it was born. */
function drawChildren(random: Random, parentAgeYears: number): readonly MemberSketch[] {
  const count = random.weighted([
    [1, 46],
    [2, 42],
    [3, 12],
  ]);
  const oldest = Math.min(CHILDREN_STAY_UNTIL_YEARS, parentAgeYears - YOUNGEST_PARENT_YEARS);
  const ages = [random.integer(Math.max(0, parentAgeYears - OLDEST_PARENT_YEARS), oldest)];
  while (ages.length < count) ages.push(ages.at(-1)! + random.integer(2, 4));
  return ages
    .filter((ageYears) => ageYears <= oldest)
    .map((ageYears) => ({ kin: 'child', ageYears, sex: drawSex(random) }));
}

function drawElder(random: Random, head: MemberSketch): MemberSketch {
  return {
    kin: 'elder',
    ageYears: Math.min(96, head.ageYears + random.integer(30, 36)),
    sex: drawSex(random),
  };
}

function drawSex(random: Random): Sex {
  return random.chance(52) ? 'F' : 'M';
}
