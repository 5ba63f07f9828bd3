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
