import { z } from 'zod';

/** What the runner reads of the service's answers; everything else of them passes unread. */

export const assessmentView = z.object({
  id: z.uuid(),
  protocolNumber: z.string(),
  state: z.string(),
  waitingFor: z.string(),
  termEndsOn: z.string(),
  scoreHundredths: z.int().nullable(),
  band: z.string().nullable(),
  finalBand: z.string().nullable(),
  awardId: z.uuid().nullable(),
  needs: z.array(z.object({ id: z.uuid(), units: z.int(), coveredUnits: z.int(), unitPriceCents: z.int() })),
});
export type AssessmentView = z.output<typeof assessmentView>;

export const awardView = z.object({
  id: z.uuid(),
  state: z.string(),
  amountCents: z.int(),
  releasedCents: z.int(),
  paidCents: z.int(),
  orders: z.array(
    z.object({
      id: z.uuid(),
      providerId: z.uuid(),
      needId: z.uuid(),
      units: z.int(),
      isOpen: z.boolean(),
      deliveredUnits: z.array(z.object({ id: z.uuid(), state: z.string() })),
    }),
  ),
});
export type AwardView = z.output<typeof awardView>;

export const fundView = z.object({
  availableCents: z.int(),
  committedCents: z.int(),
  reserveCents: z.int(),
  pledgedCents: z.int(),
});

export const decisionsView = z.object({
  items: z.array(z.object({ id: z.uuid(), kind: z.string(), supersededAt: z.string().nullable() })),
});

export const explanationView = z.object({
  en: z.object({ blocks: z.array(z.object({ block: z.string(), points: z.string() })) }),
});

export const tasksView = z.object({
  items: z.array(z.object({ id: z.uuid(), kind: z.string(), subjectId: z.uuid() })),
  nextCursor: z.string().nullable(),
});

export const documentsView = z.object({
  items: z.array(z.object({ id: z.uuid(), kind: z.string(), createdAt: z.string() })),
  nextCursor: z.string().nullable(),
});

export const mailboxView = z.object({
  items: z.array(z.object({ id: z.uuid(), template: z.string(), sentAt: z.string() })),
});

export const ruleVersionsView = z.object({
  items: z.array(z.object({ id: z.uuid(), version: z.int(), state: z.string() })),
});

export const ruleVersionView = z.object({ content: z.record(z.string(), z.unknown()) });

export const problemView = z.object({ type: z.string(), facts: z.array(z.string()).optional() });
