import type { PlainDate } from './plain-date.ts';

/** How a plan reads the condition that relatives live together: as written, or with a consultant's word. */
export type FamilyMode = 'strict' | 'lenient';

/** Whom art. 12 TUIR names: spouse and children, and the other persons of art. 433 of the civil code. */
export const familyRelations = [
  'spouse',
  'child',
  'ascendant',
  'childInLaw',
  'parentInLaw',
  'sibling',
] as const;
export type FamilyRelation = (typeof familyRelations)[number];

/** What an employee declares of one relative; null is what nobody said. */
export interface DeclaredRelative {
  readonly relation: FamilyRelation;
  readonly cohabiting: boolean | null;
  /** Receives alimony that no court ordered. */
  readonly alimony: boolean | null;
  readonly fiscallyDependent: boolean;
  readonly nonSelfSufficient: boolean;
  /** Of the tax year; a child's decides whether it is dependent whatever was ticked. */
  readonly yearlyIncomeCents: number | null;
}

export type FamilyStanding = 'holder' | 'family' | 'familyIfLenient' | 'none';

/**
 * Who somebody is to the employee, by the law of a year; null when what was declared does not say.
 * Up to 2024 relatives counted wherever they lived; since 2025 all but spouse and children must live together with the
 * employee or receive alimony.
 */
export function familyStanding(
  declared: DeclaredRelative,
  law: { readonly otherFamilyMustCohabit: boolean },
): FamilyStanding | null {
  const { relation, cohabiting, alimony } = declared;
  if (relation === 'spouse' || relation === 'child' || !law.otherFamilyMustCohabit) return 'family';
  if (cohabiting === true || alimony === true) return 'family';
  return cohabiting === null ? null : 'familyIfLenient';
}

export interface DependencyLaw {
  readonly dependentIncomeLimitCents: number;
  readonly youngChildIncomeLimitCents: number;
  readonly youngChildMaxAge: number;
}

/**
 * Whether a relative is fiscally dependent in a tax year: declared so, and not refuted by the income declared. A child
 * counts as young for the whole year in which it completes the last age that the law names.
 */
export function isDependent(
  declared: DeclaredRelative,
  { birthYear, year }: { readonly birthYear: number | null; readonly year: number },
  law: DependencyLaw,
): boolean {
  const { relation, fiscallyDependent, yearlyIncomeCents } = declared;
  if (!fiscallyDependent || yearlyIncomeCents === null) return fiscallyDependent;
  const isYoung = relation === 'child' && birthYear !== null && year - birthYear <= law.youngChildMaxAge;
  return yearlyIncomeCents <= (isYoung ? law.youngChildIncomeLimitCents : law.dependentIncomeLimitCents);
}

/** What was declared of one relative: from when to when it holds, and from when to when it was what was said. */
export interface FamilyWord {
  readonly relativeId: string;
  readonly detail: DeclaredRelative;
  readonly validFrom: PlainDate;
  readonly validUntil: PlainDate | null;
  readonly knownAt: Date;
  readonly replacedAt: Date | null;
  readonly birthYear: number | null;
  /** Since when the relative's tax code is known, without which the law gives no higher limit. */
  readonly taxCodeSince: Date | null;
}

/**
 * How many children were dependent in a tax year, as known at an instant: by the last of what stood of each then and
 * touches the year, and only of those whose tax code was known.
 */
export function dependentChildren(
  words: readonly FamilyWord[],
  { year, at }: { readonly year: number; readonly at: Date },
  law: DependencyLaw,
): number {
  const touching = words.filter(
    ({ validFrom, validUntil, knownAt, replacedAt }) =>
      knownAt <= at &&
      (replacedAt === null || replacedAt > at) &&
      validFrom <= `${year}-12-31` &&
      (validUntil === null || validUntil >= `${year}-01-01`),
  );
  const latest = new Map(
    touching
      .toSorted((one, other) => one.validFrom.localeCompare(other.validFrom))
      .map((word) => [word.relativeId, word]),
  );
  return [...latest.values()].filter(
    ({ detail, birthYear, taxCodeSince }) =>
      detail.relation === 'child' &&
      taxCodeSince !== null &&
      taxCodeSince <= at &&
      isDependent(detail, { birthYear, year }, law),
  ).length;
}
