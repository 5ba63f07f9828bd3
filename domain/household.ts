import { z } from 'zod';
import { evidenceSchema } from './evidence.ts';
import { both, some } from './known.ts';
import type { Known } from './known.ts';
import { birthdayOf, type PlainDate } from './plain-date.ts';
import { answeredFormSchema } from './instruments/instrument.ts';
import { adlLost, katzAdl, scoreKatzAdl } from './instruments/katz-adl.ts';
import { iadlLost, lawtonIadl, scoreLawtonIadl } from './instruments/lawton-iadl.ts';

/** The largest household there may be; the catalogues of the rules know no larger one. */
export const mostMembers = 30;

/**
 * A certificate of disability or non-self-sufficiency. `scheme` says under which law it was issued: since
 * 2026-03-01 Bergamo issues those of D.Lgs. 62/2024, and both are accepted.
 */
export const certificateSchema = z.strictObject({
  severity: z.enum(['medium', 'severe', 'nonSelfSufficient']),
  scheme: z.enum(['before2026', 'dlgs62of2024']),
  issuedOn: z.iso.date(),
  validUntil: z.iso.date().optional(),
  documentId: z.uuid(),
});

export type Certificate = z.infer<typeof certificateSchema>;

const katzTotalSchema = z.strictObject({
  orientation: z.enum(['functionsKept', 'functionsLost']),
  score: z.int().min(0).max(6),
});

const lawtonTotalSchema = z.strictObject({
  formVersion: z.enum(lawtonIadl.formVersions),
  score: z.int().min(0).max(8),
});

/**
 * One member of the household as the dossier knows them. What was not asked yet is absent; `certificate:
 * 'none'` and `independent` are answers, not absences: somebody stated them.
 */
export const memberSchema = z
  .strictObject({
    personId: z.string().min(1).max(64),
    birthDate: z.iso.date().optional(),
    certificate: z.union([z.literal('none'), certificateSchema]).optional(),
    katzAdl: z.union([answeredFormSchema(katzAdl), katzTotalSchema]).optional(),
    lawtonIadl: z.union([answeredFormSchema(lawtonIadl), lawtonTotalSchema]).optional(),
    /** The caseworker's finding that this adult has lost no function, in the place of the two forms. */
    independent: evidenceSchema.optional(),
  })
  .superRefine((member, context) => {
    if (!member.independent || (!member.katzAdl && !member.lawtonIadl)) return;
    context.addIssue({
      code: 'custom',
      path: ['independent'],
      message: 'give either the finding of independence or the forms, not both',
    });
  });

export type Member = z.infer<typeof memberSchema>;

/** Whether the birthday of that age has come by the date. */
export function hasReached(member: Member, years: number, onDate: PlainDate): Known<boolean> {
  return member.birthDate === undefined ? undefined : birthdayOf(member.birthDate, years) <= onDate;
}

/** Born, and before the birthday of that age. */
export function isYoungerThan(member: Member, years: number, onDate: PlainDate): Known<boolean> {
  return isWithinAges(member, 0, years, onDate);
}

/** From the birthday of one age to the day before the birthday of the other. */
export function isWithinAges(
  member: Member,
  from: number,
  before: number,
  onDate: PlainDate,
): Known<boolean> {
  const reached = hasReached(member, from, onDate);
  const passed = hasReached(member, before, onDate);
  return reached === undefined || passed === undefined ? undefined : reached && !passed;
}

/** Exactly one adult, and at least one younger member (domain §6.9). */
export function isSingleParent(
  members: readonly Member[],
  adultFromAgeYears: number,
  onDate: PlainDate,
): Known<boolean> {
  const adults = members.map((member) => hasReached(member, adultFromAgeYears, onDate));
  if (adults.filter((adult) => adult === true).length > 1) return false;
  if (adults.includes(undefined)) return undefined;
  return adults.includes(true) && adults.includes(false);
}

/** Activities of daily living lost, 0–6. */
export function adlLostOf(member: Member): Known<number> {
  if (member.independent) return 0;
  if (!member.katzAdl) return undefined;
  if ('score' in member.katzAdl) return adlLost(member.katzAdl);
  const total = scoreKatzAdl(knownAnswers(member.katzAdl));
  return total.complete ? adlLost({ orientation: 'functionsKept', score: total.points }) : undefined;
}

/** Instrumental activities lost, 0–8. */
export function iadlLostOf(member: Member): Known<number> {
  if (member.independent) return 0;
  if (!member.lawtonIadl) return undefined;
  if ('score' in member.lawtonIadl) return iadlLost(member.lawtonIadl.score);
  const total = scoreLawtonIadl(knownAnswers(member.lawtonIadl));
  return total.complete ? iadlLost(total.points) : undefined;
}

function knownAnswers(form: { formVersion: string; answers: Record<string, string | undefined> }) {
  const answers = Object.entries(form.answers).filter((one): one is [string, string] => one[1] !== undefined);
  return { formVersion: form.formVersion, answers: Object.fromEntries(answers) };
}

/** A certificate that has lapsed proves nothing either way: it must be asked for again. */
export function severityOn(member: Member, onDate: PlainDate): Known<Certificate['severity'] | 'none'> {
  const { certificate } = member;
  if (certificate === undefined || certificate === 'none') return certificate;
  const lapsed = certificate.validUntil !== undefined && certificate.validUntil < onDate;
  return lapsed || certificate.issuedOn > onDate ? undefined : certificate.severity;
}

/** The ages and limits that say who counts as an adult and as non-self-sufficient; dated parameters. */
export interface SelfSufficiencyLimits {
  readonly adultFromAgeYears: number;
  readonly nonSelfSufficientFromAdlLost: number;
}

/**
 * Non-self-sufficient: certified so, or an adult with enough activities of daily living lost. A minor needs
 * the certificate: the Katz form is made for adults.
 */
export function isNonSelfSufficient(
  member: Member,
  limits: SelfSufficiencyLimits,
  onDate: PlainDate,
): Known<boolean> {
  const severity = severityOn(member, onDate);
  const lost = adlLostOf(member);
  const certified = severity === undefined ? undefined : severity === 'nonSelfSufficient';
  const adult = hasReached(member, limits.adultFromAgeYears, onDate);
  const lostEnough = lost === undefined ? undefined : lost >= limits.nonSelfSufficientFromAdlLost;
  return some([certified, both(adult, lostEnough)]);
}
