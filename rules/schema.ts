import { z } from 'zod';
import { isPlainDate } from '../domain/plain-date.ts';
import type { Condition } from './condition.ts';

/**
 * The shape of a rule set version: what an administrator sends, a second person publishes and a decision
 * is pinned to. Shapes only; what the parts say to each other is checked in check.ts.
 */
export const bounds = {
  bytes: 512 * 1024,
  documentDepth: 24,
  depth: 6,
  conditionsPerRule: 60,
  literalsPerList: 50,
  facts: 100,
  parameters: 200,
  rules: 200,
  cases: 400,
} as const;

const camelName = z.string().regex(/^[a-z][A-Za-z0-9]{0,59}$/);
const kebabName = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const sentence = z.string().trim().min(1).max(500);
const text = z.strictObject({ it: sentence, en: sentence });
const calendarDate = z.iso.date().refine(isPlainDate);
const literal = z.union([z.int(), z.boolean(), z.string().max(200)]);

export const units = [
  'none',
  'count',
  'people',
  'cents',
  'hundredths',
  'percent',
  'days',
  'workingDays',
  'months',
  'years',
  'metres',
  'date',
] as const;

/** A literal integer, or the dated parameter that holds it. */
const amount = z.union([z.int().min(0), z.strictObject({ parameter: camelName, key: camelName.optional() })]);

const factBase = {
  name: camelName,
  unit: z.enum(units),
  label: text,
  source: z.enum([
    'household',
    'form',
    'document',
    'attestation',
    'finding',
    'register',
    'decision',
    'declaration',
  ]),
  sensitivity: z.enum(['ordinary', 'personal', 'special']),
  /** Parameters that whoever derives this fact must read, so that they too are dated and pinned. */
  derivedWith: z.array(camelName).max(10).optional(),
};

export const factSchema = z.discriminatedUnion('type', [
  z.strictObject({
    ...factBase,
    type: z.enum(['integer', 'cents']),
    range: z.strictObject({ from: z.int(), to: z.int() }),
  }),
  z.strictObject({ ...factBase, type: z.literal('boolean') }),
  z.strictObject({ ...factBase, type: z.literal('date') }),
  z.strictObject({
    ...factBase,
    type: z.literal('enum'),
    values: z
      .array(z.strictObject({ value: camelName, label: text }))
      .min(2)
      .max(50),
  }),
]);

/** Both dates are days included; null leaves that side open. */
export const parameterSchema = z.strictObject({
  name: camelName,
  label: text,
  type: z.enum(['integer', 'cents', 'boolean', 'date']),
  unit: z.enum(units),
  value: z.union([literal, z.record(camelName, literal)]),
  validFrom: calendarDate.nullable(),
  validUntil: calendarDate.nullable(),
  status: z.enum(['law', 'proposed']),
  source: sentence,
});

export const eventSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('points'),
    params: z.strictObject({
      block: z.string().regex(/^[A-Z]$/),
      /** Points of one group are added up before the block takes its highest. */
      group: camelName.optional(),
      hundredths: amount,
      perUnitOf: camelName.optional(),
      maxHundredths: amount.optional(),
    }),
  }),
  z.strictObject({ type: z.literal('eligibility'), params: z.strictObject({ unmet: text }) }),
  /** The same question where nothing is asked for: what somebody must keep to, with the sentence for when it is not kept. */
  z.strictObject({ type: z.literal('requirement'), params: z.strictObject({ unmet: text }) }),
  z.strictObject({ type: z.literal('class'), params: z.strictObject({ class: camelName }) }),
  z.strictObject({
    type: z.literal('cap'),
    params: z.strictObject({
      baseCents: amount,
      perUnitCents: amount,
      perUnitOf: camelName,
      unitsIncluded: z.int().min(0),
      maxCents: amount,
      usedFact: camelName,
    }),
  }),
  z.strictObject({ type: z.literal('multiplier'), params: z.strictObject({ percent: amount }) }),
  z.strictObject({
    type: z.literal('linearShare'),
    /** share = (span − max(0, fact − fullUpTo)) / span */
    params: z.strictObject({ fact: camelName, fullUpToCents: amount, spanCents: amount }),
  }),
  z.strictObject({
    type: z.literal('advance'),
    params: z.strictObject({ maxCents: amount, workingDays: amount }),
  }),
]);

export const fragilityBands = ['none', 'light', 'medium', 'high', 'veryHigh'] as const;

const scoreContract = z.strictObject({
  kind: z.literal('score'),
  /** With it, one missing fact anywhere leaves the score INCOMPLETE, even when it could change nothing. */
  needsEveryFact: z.boolean(),
  blocks: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[A-Z]$/),
        label: text,
        maxHundredths: amount,
        combine: z.enum(['sum', 'highest']),
      }),
    )
    .min(1)
    .max(26),
  bands: z
    .array(
      z.strictObject({ name: z.enum(fragilityBands), label: text, guidance: text, fromHundredths: amount }),
    )
    .min(1)
    .max(fragilityBands.length),
});

const accessContract = z.strictObject({
  kind: z.literal('access'),
  waitingList: z.strictObject({
    order: z
      .array(
        z.strictObject({
          key: z.enum(['scoreHundredths', 'iseeCents', 'completeAt', 'id']),
          direction: z.enum(['ascending', 'descending']),
        }),
      )
      .min(1)
      .max(4),
    offerWorkingDays: amount,
    waitingDays: amount,
  }),
});

const requirementsContract = z.strictObject({ kind: z.literal('requirements') });

/** Of the classes, in this order, the first whose rule holds; when all are refuted, the one that is left. */
const classificationContract = z.strictObject({
  kind: z.literal('classification'),
  classes: z
    .array(z.strictObject({ name: camelName, label: text }))
    .min(1)
    .max(20),
  otherwise: z.strictObject({ name: camelName, label: text }),
});

export const contractSchema = z.discriminatedUnion('kind', [
  scoreContract,
  accessContract,
  requirementsContract,
  classificationContract,
]);

/** Conditions are read by check-conditions.ts, which can say what is wrong at the place where it is. */
export const ruleSchema = z.strictObject({
  name: kebabName,
  title: text,
  reference: kebabName,
  conditions: z.custom<Condition>((value) => value !== undefined),
  event: eventSchema,
});

const needSchema = z.strictObject({
  unitPriceCents: z.int().min(1),
  units: z.int().min(1),
  alreadyCoveredUnits: z.int().min(0),
});

/** Only the keys a case names are compared; those of the other kinds of outcome never apply. */
const expectationSchema = z.strictObject({
  status: z.enum(['decided', 'incomplete']),
  missingFacts: z.array(camelName).optional(),
  scoreHundredths: z.int().optional(),
  band: z.enum(fragilityBands).optional(),
  blocks: z.record(z.string(), z.int()).optional(),
  eligible: z.boolean().optional(),
  compliant: z.boolean().optional(),
  class: camelName.optional(),
  unmet: z.array(kebabName).optional(),
  undetermined: z.array(kebabName).optional(),
  remainingCapCents: z.int().optional(),
  fundedUnits: z.array(z.int()).optional(),
  awardCents: z.int().optional(),
  questionForCommission: z.boolean().optional(),
  advanceMaxCents: z.int().optional(),
});

export const caseSchema = z.strictObject({
  name: text,
  /** The day whose parameters hold. */
  on: calendarDate,
  facts: z.record(camelName, z.union([literal, z.null()])),
  needs: z.array(needSchema).optional(),
  expect: expectationSchema,
});

export const versionSchema = z.strictObject({
  ruleSet: kebabName,
  edition: z.string().min(1).max(40),
  title: text,
  summary: text,
  legalReferences: z
    .array(
      z.strictObject({
        id: kebabName,
        status: z.enum(['law', 'proposed', 'source']),
        text: sentence,
      }),
    )
    .max(100),
  /** What the rules do not say, for whoever reads their advice. */
  limits: z.array(text).max(30),
  catalogue: z.strictObject({ facts: z.array(factSchema).min(1).max(bounds.facts) }),
  parameters: z.array(parameterSchema).max(bounds.parameters),
  outcomeContract: contractSchema,
  rules: z.array(ruleSchema).min(1).max(bounds.rules),
  cases: z.array(caseSchema).min(1).max(bounds.cases),
});

export type Text = z.infer<typeof text>;
export type Amount = z.infer<typeof amount>;
export type Unit = (typeof units)[number];
export type FactDefinition = z.infer<typeof factSchema>;
export type ParameterDefinition = z.infer<typeof parameterSchema>;
export type RuleEvent = z.infer<typeof eventSchema>;
export type Rule = z.infer<typeof ruleSchema>;
export type RuleCase = z.infer<typeof caseSchema>;
export type ScoreContract = z.infer<typeof scoreContract>;
export type AccessContract = z.infer<typeof accessContract>;
export type ClassificationContract = z.infer<typeof classificationContract>;
export type FragilityBand = (typeof fragilityBands)[number];
export type RuleSetVersion = z.infer<typeof versionSchema>;
