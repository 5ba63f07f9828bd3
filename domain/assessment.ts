import { z } from 'zod';
import { day } from './day-input.ts';
import { findingsSchema } from './findings.ts';
import { certificateSchema, memberSchema } from './household.ts';
import { externalScoreSchema } from './instruments/external-score.ts';
import { answeredFormSchema } from './instruments/instrument.ts';
import { legalDimensions } from './instruments/legal-dimensions.ts';
import { prisma7 } from './instruments/prisma-7.ts';
import { bands } from './assessment-steps.ts';
import { iseeAttestationSchema, needServices } from './isee.ts';
import { needUnits } from './need.ts';

/** Days and working days the process gives people; the term itself is law (L. 241/1990 art. 2). */
export const assessmentTimes = {
  completenessWorkingDays: 5,
  documentsReminderDays: 7,
  recommendationWorkingDays: 5,
  decisionWorkingDays: 10,
  /** The letter of a grant says whether money is there: it waits this long for the allocation of the Fund to look. */
  allocationMinutes: 10,
  taskReminderWorkingDays: 2,
} as const;

const person = z.uuid();
const oneLine = z.string().trim().min(1).max(200);

/** A need in whole units, in the applicant's order; nobody else covers more of it than is needed. */
export const needInput = z
  .strictObject({
    description: oneLine,
    service: z.enum(needServices),
    forPersonId: person,
    parentsApart: z.boolean().optional(),
    unit: z.enum(needUnits),
    units: z.int().min(1).max(1000),
    coveredUnits: z.int().min(0).max(1000).default(0),
    unitPriceCents: z.int().min(1).max(10_000_000),
    providerId: z.uuid(),
  })
  .refine(({ units, coveredUnits }) => coveredUnits <= units, {
    error: 'coveredBeyondNeed',
    path: ['coveredUnits'],
  });
export type NeedInput = z.output<typeof needInput>;

/** One thing the dossier holds about a member, the household or the case. */
export const dossierItemInput = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('certificate'),
    personId: person,
    value: z.union([z.literal('none'), certificateSchema]),
  }),
  z.strictObject({
    kind: z.literal('katzAdl'),
    personId: person,
    value: memberSchema.shape.katzAdl.unwrap(),
  }),
  z.strictObject({
    kind: z.literal('lawtonIadl'),
    personId: person,
    value: memberSchema.shape.lawtonIadl.unwrap(),
  }),
  z.strictObject({
    kind: z.literal('independent'),
    personId: person,
    value: memberSchema.shape.independent.unwrap(),
  }),
  z.strictObject({ kind: z.literal('prisma7'), personId: person, value: answeredFormSchema(prisma7) }),
  z.strictObject({ kind: z.literal('legalDimensions'), value: answeredFormSchema(legalDimensions) }),
  z.strictObject({ kind: z.literal('externalScore'), personId: person, value: externalScoreSchema }),
  z.strictObject({ kind: z.literal('isee'), value: iseeAttestationSchema }),
  z.strictObject({ kind: z.literal('work'), value: findingsSchema.shape.work.unwrap() }),
  z.strictObject({ kind: z.literal('housing'), value: findingsSchema.shape.housing.unwrap() }),
  z.strictObject({ kind: z.literal('network'), value: findingsSchema.shape.network.unwrap() }),
  z.strictObject({ kind: z.literal('soleCaregiver'), value: findingsSchema.shape.soleCaregiver.unwrap() }),
]);
export type DossierItemInput = z.output<typeof dossierItemInput>;

export const openAssessmentInput = z.strictObject({
  householdId: z.uuid(),
  applicantId: person,
  beneficiaryId: person,
  relationId: z.uuid().optional(),
  channel: z.enum(['online', 'desk']),
  needs: z.array(needInput).min(1).max(20),
});

export const submitDossierInput = z
  .strictObject({
    items: z.array(dossierItemInput).max(60).default([]),
    needs: z.array(needInput).min(1).max(20).optional(),
    /** Says that the document request is answered with this. */
    answersRequest: z.boolean().default(false),
  })
  .refine(({ items, needs, answersRequest }) => items.length > 0 || needs !== undefined || answersRequest, {
    error: 'nothingHandedIn',
    path: ['items'],
  });

export const requestDocumentsInput = z.strictObject({
  documents: z.array(oneLine).min(1).max(30),
  dueInDays: z.int().min(1).max(30).default(30),
});

/** By when the documents are waited for from now on. */
export const extendDocumentsInput = z.strictObject({ dueOn: day });

export const recommendInput = z.strictObject({
  outcome: z.enum(['grant', 'refuse']),
  reason: z.string().trim().min(1).max(4000),
  bandOverride: z.enum(bands).optional(),
});

export const decideInput = z.strictObject({
  outcome: z.enum(['grant', 'refuse', 'sendBack']),
  reason: z.string().trim().min(1).max(4000),
});

export const closingInput = z.strictObject({ reason: z.string().trim().min(1).max(2000) });
