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

export const problemView = z.object({
  type: z.string(),
  facts: z.array(z.string()).optional(),
  reasons: z.array(z.object({ code: z.string() })).optional(),
  split: z.object({ voucherUnits: z.int(), leftCents: z.int(), privateUnits: z.int() }).optional(),
  errors: z.array(z.object({ pointer: z.string() })).optional(),
});

export const answerView = z.object({
  warnings: z.array(z.object({ code: z.string() })).optional(),
  adjustments: z
    .array(
      z.object({
        taxableBeforeCents: z.int(),
        taxableCents: z.int(),
        simulation: z.object({
          contributionsCents: z.int(),
          baseCents: z.int(),
          irpefCents: z.int(),
          costCents: z.int(),
        }),
      }),
    )
    .optional(),
});

const named = z.object({ id: z.uuid(), name: z.string() });
export const applicationView = z.object({
  id: z.uuid(),
  state: z.string(),
  organisationId: z.uuid().nullable(),
  steps: z.array(z.object({ step: z.string(), state: z.string() })),
  documentsMissing: z.array(z.object({ category: z.string() })),
  places: z.array(named),
  services: z.array(named),
  documents: z.array(z.object({ documentId: z.uuid().nullable() })),
  agreement: z.object({ textHash: z.string().nullable() }).nullable(),
  letterDocumentId: z.uuid().nullable(),
  refusal: z.object({ reason: z.string() }).nullable(),
});
export type ApplicationView = z.output<typeof applicationView>;

export const providerDecisionsView = z.object({
  items: z.array(
    z.object({
      ruleSet: z.string(),
      class: z.string().nullable(),
      distanceMetres: z.int().nullable(),
      superseded: z.boolean(),
      requirements: z.array(z.object({ rule: z.string(), standing: z.string() })),
    }),
  ),
});

export const standingView = z.object({
  admissionId: z.uuid(),
  state: z.string(),
  redeemableUntil: z.string().nullable(),
  documents: z.array(
    z.object({ id: z.uuid().nullable(), category: z.string(), daysLeft: z.int().nullable() }),
  ),
  regularisation: z.object({ regulariseBy: z.string() }).nullable(),
  revocation: z.object({ effectiveOn: z.string().nullable() }).nullable(),
});

export const suspensionsView = z.object({
  items: z.array(
    z.object({ ground: z.string(), role: z.string().nullable(), liftedAt: z.string().nullable() }),
  ),
});

export const signingView = z.object({
  textHash: z.string(),
  obligations: z.array(z.object({ key: z.string(), declarations: z.array(z.string()) })),
});

export const charterVersionsView = z.object({
  items: z.array(z.object({ id: z.uuid(), state: z.string() })),
});
export const charterVersionView = z.object({
  content: z.looseObject({
    title: z.object({ it: z.string(), en: z.string() }),
    parameters: z.record(z.string(), z.union([z.string(), z.int()])),
    signing: z.looseObject({ codeSufficesFor: z.array(z.string()) }),
  }),
});
export const campaignView = z.object({ counts: z.record(z.string(), z.int()) });
