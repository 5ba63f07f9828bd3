import { z } from 'zod';
import { assessmentStates, bands } from '../domain/assessment-steps.ts';
import { dossierItemInput } from '../domain/assessment.ts';
import { needServices } from '../domain/isee.ts';
import { needUnits } from '../domain/need.ts';
import { amountCents, id, instant, plainDate } from './schema.ts';

export const assessmentParams = z.strictObject({ assessmentId: id });

/** What a step answers: references and states only. */
export const assessmentStep = z
  .strictObject({
    assessmentId: id,
    protocolNumber: z.string(),
    dossierCode: z.string(),
    state: z.enum(assessmentStates),
    waitingFor: z.string(),
    dueAt: instant.nullable(),
  })
  .meta({ id: 'AssessmentStep' });

const need = z.strictObject({
  id,
  position: z.int(),
  service: z.enum(needServices),
  forPersonId: id,
  parentsApart: z.boolean().nullable(),
  unit: z.enum(needUnits),
  units: z.int(),
  coveredUnits: z.int(),
  unitPriceCents: amountCents,
  providerId: id,
});

export const assessmentView = z
  .strictObject({
    id,
    protocolNumber: z.string(),
    dossierCode: z.string(),
    householdId: id,
    applicantId: id,
    beneficiaryId: id,
    relationId: id.nullable(),
    channel: z.enum(['online', 'desk']),
    caseworkerId: id.nullable(),
    state: z.enum(assessmentStates),
    waitingFor: z.string(),
    possible: z.array(z.string()),
    dueAt: instant.nullable(),
    receivedAt: instant,
    termEndsOn: plainDate,
    completeAt: instant.nullable(),
    lastRecordedAt: instant.nullable().meta({
      description:
        'When something was last recorded in its dossier: whoever has it open learns that it is another now',
    }),
    scoreHundredths: z.int().nullable(),
    band: z.enum(bands).nullable(),
    finalBand: z.enum(bands).nullable(),
    awardId: id.nullable(),
    needs: z.array(need),
  })
  .meta({ id: 'Assessment' });

/** The commission decides on pseudonymous dossiers: a code, an age band, the territory, the score; no identity. */
export const pseudonymousView = z
  .strictObject({
    id,
    dossierCode: z.string(),
    state: z.enum(assessmentStates),
    waitingFor: z.string(),
    possible: z.array(z.string()),
    dueAt: instant.nullable(),
    ambito: z.string().nullable(),
    householdSize: z.int(),
    scoreHundredths: z.int().nullable(),
    band: z.enum(bands).nullable(),
    finalBand: z.enum(bands).nullable(),
    needs: z.array(need.omit({ forPersonId: true })),
  })
  .meta({ id: 'PseudonymousAssessment' });

/** What is there to decide, and by when; what it holds is seen by opening it, which leaves a row. */
export const pseudonymousListItem = pseudonymousView
  .pick({ id: true, dossierCode: true, state: true, dueAt: true })
  .meta({ id: 'PseudonymousAssessmentListItem' });

/** What whoever decides has before them; reasons are a person's words, and name nobody. */
export const commissionView = pseudonymousView
  .extend({
    blocks: z.array(z.strictObject({ block: z.string(), hundredths: z.int(), maxHundredths: z.int() })),
    advice: z
      .strictObject({
        eligible: z.boolean(),
        unmet: z.array(z.string()),
        undetermined: z.array(z.string()),
        capCents: amountCents.nullable(),
        remainingCapCents: amountCents.nullable(),
        share: z.strictObject({ numerator: z.int(), denominator: z.int() }).nullable(),
        fundedUnits: z.array(z.strictObject({ needId: id, units: z.int() })),
        awardCents: amountCents.nullable(),
      })
      .nullable()
      .meta({ description: 'What the rules of the Fund say; units and award once they settle every need' }),
    recommendation: z
      .strictObject({
        decisionId: id,
        outcome: z.enum(['grant', 'refuse']),
        bandOverride: z.enum(bands).nullable(),
        reason: z.string(),
        madeAt: instant,
      })
      .nullable(),
  })
  .meta({ id: 'CommissionDossier' });

export const assessmentListItem = assessmentStep
  .omit({ assessmentId: true })
  .extend({
    id,
    receivedAt: instant,
    termEndsOn: plainDate,
    scoreHundredths: z.int().nullable(),
    finalBand: z.enum(bands).nullable(),
    award: z
      .strictObject({ waitingFor: z.string(), dueAt: instant.nullable() })
      .nullable()
      .meta({ description: 'What is waited for once it was granted' }),
  })
  .meta({ id: 'AssessmentListItem' });

/** What was handed in, with who recorded it and when: closed objects cannot be intersected, so each is extended. */
const storedItem = z.union(
  (dossierItemInput.options as readonly z.ZodObject[]).map((item) =>
    item.extend({ id, recordedBy: id, recordedAt: instant }),
  ),
);

export const dossierView = z
  .strictObject({
    assessmentId: id,
    needs: z.array(z.strictObject({ id, position: z.int(), description: z.string() })),
    members: z.array(z.strictObject({ personId: id, isAdult: z.boolean().nullable() })).meta({
      description:
        'Whom items may speak of: the household today, the oldest first, of age or not where it is known',
    }),
    items: z.array(storedItem),
    readings: z
      .array(
        z.strictObject({
          itemId: id,
          form: z.string(),
          points: z.int().nullable(),
          missingItemIds: z.array(z.string()),
          furtherAssessment: z.boolean().nullable(),
        }),
      )
      .meta({ description: 'What the forms among the items come to; they suggest, and decide nothing' }),
    missing: z
      .array(z.strictObject({ fact: z.string(), question: z.string(), kinds: z.array(z.string()) }))
      .nullable()
      .meta({
        description:
          'What is still to be found out before there is a score, and which kinds of item tell it; none once it is complete, null where no rules are in force',
      }),
    documentRequests: z.array(
      z.strictObject({
        id,
        documents: z.array(z.string()),
        dueOn: plainDate,
        remindedAt: instant.nullable(),
        answeredAt: instant.nullable(),
        answeredBy: id.nullable().meta({
          description: 'Who said that they came; null of those that came before it was kept',
        }),
        stoppedAt: instant
          .nullable()
          .meta({ description: 'Since when it is waited for no longer, though nobody answered' }),
        stoppedBy: id.nullable().meta({ description: 'Who stopped waiting; null where the day passed' }),
        askedAt: instant,
        latestDueOn: plainDate.meta({ description: 'The last day for which it can be awaited, by law' }),
      }),
    ),
  })
  .meta({ id: 'Dossier' });
