import { z } from 'zod';
import { providerDocumentCategories } from '../domain/provider-service.ts';
import { standingStates } from '../domain/provider-standing.ts';
import { revocationStates } from '../domain/provider-standing-steps.ts';
import { groundNames } from '../domain/suspension.ts';
import { ProviderDocumentState } from '../prisma/generated/enums.ts';
import { id, instant, plainDate } from './schema.ts';

export const providerParams = z.strictObject({ organisationId: id });

/** What a step answers: references and states only. */
export const standingStep = z
  .strictObject({ organisationId: id, admissionId: id, state: z.enum(standingStates) })
  .meta({ id: 'ProviderStandingStep' });

const paper = z.strictObject({
  id: id.nullable(),
  category: z.enum(providerDocumentCategories),
  name: z.string(),
  required: z.boolean().meta({ description: 'Whether the services offered ask for it' }),
  validUntil: plainDate.nullable(),
  daysLeft: z
    .int()
    .nullable()
    .meta({ description: 'Days on which it is good after today; negative once it has lapsed' }),
  isGood: z.boolean(),
  alertOn: plainDate.nullable().meta({ description: 'From when on it is called to mind' }),
  state: z.enum(ProviderDocumentState).nullable(),
  hasFile: z.boolean().meta({ description: 'Whether the paper itself is kept here and can be opened' }),
  refused: z
    .strictObject({ at: instant, words: z.string().nullable() })
    .nullable()
    .meta({ description: 'That the one handed in last was refused, and why' }),
});

const ground = z.strictObject({
  ground: z.enum(groundNames),
  reason: z.string(),
  remedy: z.string().meta({ description: 'What ends it' }),
  since: instant,
});

const revocation = z.strictObject({
  state: z.enum(revocationStates),
  reason: z.string(),
  proposedBy: id,
  proposedAt: instant,
  decidedAt: instant.nullable(),
  effectiveOn: plainDate.nullable().meta({ description: 'The first day without the provider' }),
});

export const standingView = z
  .strictObject({
    organisationId: id,
    admissionId: id,
    state: z.enum(standingStates),
    takesNewOrders: z.boolean(),
    admittedOn: plainDate,
    endedOn: plainDate.nullable(),
    grounds: z.array(ground),
    redeemableUntil: plainDate
      .nullable()
      .meta({ description: 'Until when what was issued before the provider stopped stays good with it' }),
    documents: z.array(paper),
    regularisation: z
      .strictObject({ receivedOn: plainDate, regulariseBy: plainDate })
      .nullable()
      .meta({ description: 'An invitation to regularise that no new DURC has settled yet' }),
    revocation: revocation.nullable(),
    next: z.array(z.string()).meta({ description: 'What the provider has to do now' }),
  })
  .meta({ id: 'ProviderStanding' });
