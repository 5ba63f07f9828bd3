import { z } from 'zod';
import { RuleState } from '../prisma/generated/enums.ts';
import type { LoadedVersion } from '../rules/store.ts';
import { instantIn } from './dates.ts';
import { id, instant, plainDate, prose } from './schema.ts';

export const ruleSetName = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'slug' })
  .meta({ description: 'Name of a rule set, as in fragility-score' });

/** Read by rules/check.ts, which names every error at its place; here it is any JSON object. */
export const versionContent = z
  .record(z.string(), z.unknown())
  .meta({ description: 'A whole version: catalogue, parameters, outcome contract, rules and cases' });

const summary = {
  id,
  ruleSet: z.string(),
  version: z.int(),
  title: z.string(),
  state: z.enum(RuleState),
  reason: z.string().nullable().meta({
    description:
      'Why it was changed, by which deliberation or law: its author’s word, from review on; null of what is shipped, whose sources stand beside its rules',
  }),
  contentHash: z.string(),
  authorId: id,
  publisherId: id.nullable(),
  effectiveAt: instant.nullable(),
  submittedAt: instant.nullable(),
  publishedAt: instant.nullable(),
  retiredAt: instant.nullable(),
  retirementAsked: z
    .boolean()
    .meta({ description: 'Somebody asked to retire it; another administrator does, or leaves it in force' }),
  openCases: z
    .int()
    .nullable()
    .meta({ description: 'Open cases that keep to this version; for administrators and auditors only' }),
};
export const versionSummary = z.strictObject(summary).meta({ id: 'RuleVersionSummary' });
export const versionView = z
  .strictObject({ ...summary, content: versionContent, casesReport: z.unknown() })
  .meta({ id: 'RuleVersion' });

/** What a step answers: references and states. */
export const versionStep = versionSummary
  .pick({ id: true, ruleSet: true, version: true, state: true, contentHash: true, effectiveAt: true })
  .meta({ id: 'RuleVersionStep' });

export const ruleSetView = z
  .strictObject({
    ruleSet: z.string(),
    inForce: versionSummary.nullable(),
    /** The last version that the caller may see, whatever its state. */
    newest: versionSummary,
    versions: z.int(),
  })
  .meta({ id: 'RuleSet' });

export const parameterView = z
  .strictObject({
    name: z.string(),
    label: z.string(),
    type: z.string(),
    unit: z.string(),
    value: z.unknown(),
    validFrom: plainDate.nullable(),
    validUntil: plainDate.nullable(),
    status: z.string(),
    source: z.string(),
  })
  .meta({ id: 'RuleParameter' });

export const submission = z.strictObject({
  reason: prose(1000).meta({
    description:
      'Why the rules change: which deliberation or law, what was found. Names no person; everybody reads it',
  }),
});

export const publication = z.strictObject({
  from: z
    .union([
      z.literal('now'),
      z.strictObject({
        date: plainDate,
        time: z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, { error: 'timeOfDay' }),
      }),
    ])
    .meta({ description: 'When it takes effect, as clocks in Europe/Rome show it, or now' }),
});

export const retirement = z.strictObject({
  reason: z
    .enum(['mistake', 'lawChanged', 'replaced', 'givenUp'])
    .meta({ description: 'Why it goes out of use; kept in the audit trail' }),
});

export function summaryOf(
  version: LoadedVersion,
  locale: 'it' | 'en',
  openCases?: ReadonlyMap<string, number>,
): z.input<typeof versionSummary> {
  return {
    id: version.id,
    ruleSet: version.ruleSet,
    version: version.version,
    title: version.content.title[locale],
    state: version.state,
    reason: version.reason,
    contentHash: version.contentHash,
    authorId: version.authorId,
    publisherId: version.publisherId,
    effectiveAt: instantIn(version.effectiveAt),
    submittedAt: instantIn(version.submittedAt),
    publishedAt: instantIn(version.publishedAt),
    retiredAt: instantIn(version.retiredAt),
    retirementAsked: version.state === 'published' && version.retirementAskedBy !== null,
    openCases: openCases ? (openCases.get(version.id) ?? 0) : null,
  };
}

export function stepOf(version: LoadedVersion): z.input<typeof versionStep> {
  const { id: versionId, ruleSet, state, contentHash, effectiveAt } = version;
  return {
    id: versionId,
    ruleSet,
    version: version.version,
    state,
    contentHash,
    effectiveAt: instantIn(effectiveAt),
  };
}
