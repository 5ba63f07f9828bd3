import { portionHalfUp, sumCents } from './money.ts';

/**
 * A calculator for orientation and tests. No decision ever reads its result: decisions read the attestation
 * of INPS (domain/isee.ts). Formula: DPCM 159/2013 art. 2, 4, 5 and annex 1.
 */
export interface IseeSimulationInput {
  /** Indicator of the income situation (ISR), in cents. */
  readonly incomeCents: number;
  /** Indicator of the asset situation (ISP), in cents, after the deductions of the law. */
  readonly assetsCents: number;
  readonly members: number;
  readonly children: number;
  readonly minorChildren: number;
  readonly childUnder3: boolean;
  readonly disabledOrNonSelfSufficientMembers: number;
  /** Both parents, or the only one, worked six months of the reference year; or a lone parent with only minors. */
  readonly parentsWorkedOrAloneWithMinors: boolean;
  readonly parameters: 'ORDINARIO' | 'ORDINARIO_LB2026';
}

export interface IseeSimulation {
  readonly simulation: true;
  readonly notice: { readonly it: string; readonly en: string };
  readonly iseCents: number;
  readonly scaleHundredths: number;
  readonly iseeCents: number;
}

const notice = {
  it: 'Simulazione: non sostituisce l’attestazione INPS e non vale per alcuna decisione.',
  en: 'Simulation: it does not replace the attestation of INPS and counts for no decision.',
};

/** ISE = ISR + 20 % ISP and ISEE = ISE / S, each rounded half up once to the cent from exact integers. */
export function simulateIsee(input: IseeSimulationInput): IseeSimulation {
  assertCounts(input);
  const scaleHundredths = equivalenceScaleHundredths(input);
  const fiveTimesIseCents = sumCents([5 * input.incomeCents, input.assetsCents]);
  return {
    simulation: true,
    notice,
    iseCents: portionHalfUp(fiveTimesIseCents, { numerator: 1, denominator: 5 }),
    scaleHundredths,
    iseeCents: portionHalfUp(fiveTimesIseCents, { numerator: 100, denominator: 5 * scaleHundredths }),
  };
}

/** The equivalence scale S in hundredths: members, then the additions, which cumulate. */
export function equivalenceScaleHundredths(input: IseeSimulationInput): number {
  return (
    scaleOfMembersHundredths(input.members) +
    50 * input.disabledOrNonSelfSufficientMembers +
    childrenAdditionHundredths(input) +
    workingParentsAdditionHundredths(input)
  );
}

const scaleHundredthsByMembers = [0, 100, 157, 204, 246, 285];

function scaleOfMembersHundredths(members: number): number {
  return scaleHundredthsByMembers[members] ?? 285 + 35 * (members - 5);
}

/** L. 199/2025 raised the additions for children, only for the benefits it names; ours keep the old ones. */
const childrenAdditions = {
  ORDINARIO: [0, 0, 0, 20, 35, 50],
  ORDINARIO_LB2026: [0, 0, 10, 25, 40, 55],
} as const;

function childrenAdditionHundredths({ children, parameters }: IseeSimulationInput): number {
  return childrenAdditions[parameters][Math.min(children, 5)] ?? 0;
}

function workingParentsAdditionHundredths(input: IseeSimulationInput): number {
  if (!input.parentsWorkedOrAloneWithMinors || input.minorChildren === 0) return 0;
  return input.childUnder3 ? 30 : 20;
}

function assertCounts(input: IseeSimulationInput): void {
  const { incomeCents, assetsCents, members, children, minorChildren, disabledOrNonSelfSufficientMembers } =
    input;
  const counts = {
    incomeCents,
    assetsCents,
    members,
    children,
    minorChildren,
    disabledOrNonSelfSufficientMembers,
  };
  for (const [name, value] of Object.entries(counts)) {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${name} must be a whole number ≥ 0`);
  }
  if (members < 1) throw new RangeError('a household has at least one member');
  if (children >= members && children > 0) throw new RangeError('children are fewer than the members');
  if (minorChildren > children) throw new RangeError('minor children cannot be more than the children');
  if (disabledOrNonSelfSufficientMembers > members)
    throw new RangeError('more certified members than members');
  if (input.childUnder3 && minorChildren === 0) throw new RangeError('a child under 3 is a minor child');
}
