import { z } from 'zod';
import type { Findings, Housing, WorkShock } from './findings.ts';
import { mostSeriousHousing, mostSeriousWorkShock } from './findings.ts';
import type { Certificate, Member, SelfSufficiencyLimits } from './household.ts';
import {
  adlLostOf,
  hasReached,
  iadlLostOf,
  isNonSelfSufficient,
  isSingleParent,
  isWithinAges,
  isYoungerThan,
  severityOn,
} from './household.ts';
import type { IseeAttestation, IseeCircumstances } from './isee.ts';
import { attestationInForce, requiredIseeKind, type RequiredIseeKind } from './isee.ts';
import type { Known } from './known.ts';
import { count, some } from './known.ts';
import type { PlainDate } from './plain-date.ts';

/** A need as far as the facts depend on it; the applicant's order is the order of the list. */
export interface DossierNeed {
  readonly service: IseeCircumstances['service'];
  readonly forPersonId: string;
  readonly parentsApart?: boolean | undefined;
}

/** Everything the facts are derived from. What nobody has said yet is absent. */
export interface Dossier {
  readonly members: readonly Member[];
  readonly findings: Findings;
  readonly iseeAttestations: readonly IseeAttestation[];
  readonly needs: readonly DossierNeed[];
}

/**
 * The dated parameters the facts depend on, by the names of the rule set's catalogue (`derivedWith`). The
 * points per activity lost, in any one unit, only rank the adults. Other parameters of the version are ignored;
 * one that is missing is an error, never a default.
 */
export const factParametersSchema = z.object({
  functionPointsPerAdlLost: z.int().min(0),
  functionPointsPerIadlLost: z.int().min(0),
  nonSelfSufficientFromAdlLost: z.int().min(0),
  adultFromAgeYears: z.int().min(0),
  youngChildUntilAgeYears: z.int().min(0),
  childUntilAgeYears: z.int().min(0),
  workShockLookbackMonths: z.int().min(0),
  reducedWorkFromPercent: z.int().min(0),
  contractEndingWithinDays: z.int().min(0),
  arrearsFromMonths: z.int().min(0),
});

export type FactParameters = Readonly<z.infer<typeof factParametersSchema>>;

type MinorLevel = Certificate['severity'] | 'none';

/** The facts of the rule set `fragility-score`, under the names of its catalogue. */
export interface FragilityFacts {
  readonly functionAdlLost: number;
  readonly functionIadlLost: number;
  readonly functionMinorLevel: MinorLevel;
  readonly nonSelfSufficientMember: boolean;
  readonly childrenUnder3: number;
  readonly childrenFrom3To13: number;
  readonly singleParent: boolean;
  readonly soleCaregiver: boolean;
  readonly iseeCents: number;
  readonly workShock: WorkShock;
  readonly housing: Housing;
  readonly network: 'adequate' | 'weak' | 'absent';
}

/** Facts that are not known are left out altogether, so that no rule can take them for a 0 or a false. */
export type Facts = Partial<FragilityFacts>;

/**
 * Derives the facts on the completeness date (civil date in Europe/Rome), three-valued: more knowledge can
 * add a fact and never changes one that was there. Rulings: domain §2.10 with §6.9.
 */
export function deriveFacts(
  dossier: Dossier,
  completenessDate: PlainDate,
  parameters: FactParameters,
): Facts {
  const { findings } = dossier;
  return {
    ...householdFacts(dossier.members, completenessDate, parameters),
    ...withoutUnknown({
      soleCaregiver: findings.soleCaregiver?.value,
      iseeCents: iseeCentsOfScore(dossier, completenessDate, parameters),
      workShock: findings.work && mostSeriousWorkShock(findings.work.events, parameters, completenessDate),
      housing: findings.housing && mostSeriousHousing(findings.housing, parameters),
      network: findings.network?.value,
    }),
  };
}

/** A household nobody has entered yet proves nothing: without members there are no facts about them. */
function householdFacts(members: readonly Member[], onDate: PlainDate, parameters: FactParameters): Facts {
  if (members.length === 0) return {};
  const { youngChildUntilAgeYears: young, childUntilAgeYears: child } = parameters;
  const lost = mostFragileAdult(members, parameters, onDate);
  return withoutUnknown({
    functionAdlLost: lost?.adlLost,
    functionIadlLost: lost?.iadlLost,
    functionMinorLevel: mostSevereMinor(members, parameters, onDate),
    nonSelfSufficientMember: some(members.map((member) => isNonSelfSufficient(member, parameters, onDate))),
    childrenUnder3: count(members.map((member) => isYoungerThan(member, young, onDate))),
    childrenFrom3To13: count(members.map((member) => isWithinAges(member, young, child, onDate))),
    singleParent: isSingleParent(members, parameters.adultFromAgeYears, onDate),
  });
}

/** The ISEE that counts for one need on the date, in cents; undefined while the kind or the paper is missing. */
export function iseeCentsOfNeed(
  dossier: Dossier,
  need: DossierNeed,
  onDate: PlainDate,
  limits: SelfSufficiencyLimits,
): Known<number> {
  const required = iseeKindOfNeed(dossier, need, onDate, limits);
  return required && attestationInForce(dossier.iseeAttestations, required, onDate)?.valueCents;
}

/** The kind of ISEE that one need asks for; undefined while the answer it hangs on is missing. */
export function iseeKindOfNeed(
  dossier: Dossier,
  need: DossierNeed,
  onDate: PlainDate,
  limits: SelfSufficiencyLimits,
): Known<RequiredIseeKind> {
  const recipient = dossier.members.find(({ personId }) => personId === need.forPersonId);
  return requiredIseeKind({
    service: need.service,
    parentsApart: need.parentsApart,
    recipientNonSelfSufficient: recipient && isNonSelfSufficient(recipient, limits, onDate),
  });
}

/** The score reads the ISEE of the applicant's first need; the share of each need reads its own (PROPOSED). */
function iseeCentsOfScore(dossier: Dossier, onDate: PlainDate, limits: SelfSufficiencyLimits): Known<number> {
  const first = dossier.needs[0];
  return first && iseeCentsOfNeed(dossier, first, onDate, limits);
}

interface FunctionsLost {
  readonly adlLost: number;
  readonly iadlLost: number;
}

/**
 * The adult with the most points (of two with equal points the one who lost more basic activities, whatever
 * their order); known only when the functions of every adult are.
 */
function mostFragileAdult(
  members: readonly Member[],
  parameters: FactParameters,
  onDate: PlainDate,
): Known<FunctionsLost> {
  let most: FunctionsLost = { adlLost: 0, iadlLost: 0 };
  const points = ({ adlLost, iadlLost }: FunctionsLost) =>
    adlLost * parameters.functionPointsPerAdlLost + iadlLost * parameters.functionPointsPerIadlLost;
  for (const member of members) {
    const adult = hasReached(member, parameters.adultFromAgeYears, onDate);
    if (adult === false) continue;
    const adlLost = adlLostOf(member);
    const iadlLost = iadlLostOf(member);
    if (adult === undefined || adlLost === undefined || iadlLost === undefined) return undefined;
    const lost = { adlLost, iadlLost };
    const ahead = points(lost) - points(most);
    if (ahead > 0 || (ahead === 0 && adlLost > most.adlLost)) most = lost;
  }
  return most;
}

const minorLevels = ['none', 'medium', 'severe', 'nonSelfSufficient'] as const;

/** The most severe certificate of a minor; known early only when it is already the highest there is. */
function mostSevereMinor(
  members: readonly Member[],
  parameters: FactParameters,
  onDate: PlainDate,
): Known<MinorLevel> {
  const levels = members.map((member): Known<MinorLevel> => {
    const adult = hasReached(member, parameters.adultFromAgeYears, onDate);
    if (adult === true) return 'none';
    const level = severityOn(member, onDate);
    return adult === undefined && level !== 'none' ? undefined : level;
  });
  if (levels.includes('nonSelfSufficient')) return 'nonSelfSufficient';
  if (levels.includes(undefined)) return undefined;
  return minorLevels.findLast((level) => levels.includes(level)) ?? 'none';
}

function withoutUnknown(facts: { readonly [Name in keyof Facts]: Known<FragilityFacts[Name]> }): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}
