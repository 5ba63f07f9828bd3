import { z } from 'zod';
import { awardStates } from '../domain/disbursement-steps.ts';
import { needServices } from '../domain/isee.ts';
import { needUnits } from '../domain/need.ts';
import { amountCents, id, instant, plainDate } from './schema.ts';

export const awardParams = z.strictObject({ awardId: id });

/** What a step answers: references and states only. */
export const awardStep = z
  .strictObject({
    awardId: id,
    state: z.enum(awardStates),
    waitingFor: z.string(),
    dueAt: instant.nullable(),
  })
  .meta({ id: 'AwardStep' });

const deliveredUnit = z.strictObject({
  id,
  number: z.int(),
  deliveredOn: plainDate,
  state: z.enum(['recorded', 'confirmed', 'disputed', 'rejected']),
  paid: z.boolean().meta({ description: 'Whether a transfer to the provider was recorded for it' }),
  amountCents,
  dispute: z
    .strictObject({ reason: z.string().nullable(), decision: z.string().nullable() })
    .nullable()
    .meta({
      description:
        'Why it is disputed and why it was decided so: for both parties and whoever decides. Each is null where nothing was said, or it was erased',
    }),
});

export const orderView = z
  .strictObject({
    id,
    awardId: id,
    needId: id,
    code: z.string(),
    providerId: id,
    service: z.enum(needServices),
    serviceName: z.string().nullable().meta({
      description:
        'What the provider’s price list calls it; null where it has several at this price, or none',
    }),
    unit: z.enum(needUnits),
    units: z.int(),
    unitPriceCents: amountCents,
    isOpen: z.boolean(),
    deliveredUnits: z.array(deliveredUnit),
  })
  .meta({ id: 'Order' });

/** A provider learns whom to serve, and nothing of why. */
export const providerOrderView = orderView
  .omit({ needId: true })
  .extend({
    placeId: id.nullable().meta({ description: 'Which of the provider’s places sees to it' }),
    serves: z.strictObject({ givenName: z.string(), familyName: z.string() }).nullable(),
  })
  .meta({ id: 'ProviderOrder' });

export const awardView = z
  .strictObject({
    id,
    assessmentId: id,
    dossierCode: z.string(),
    state: z.enum(awardStates),
    waitingFor: z.string(),
    possible: z.array(z.string()),
    dueAt: instant.nullable(),
    amountCents,
    releasedCents: amountCents,
    paidCents: amountCents,
    releasableCents: amountCents
      .nullable()
      .meta({ description: 'What would go back to the Fund now; null to whoever cannot give it back' }),
    payments: z.array(
      z.strictObject({
        providerId: id,
        amountCents,
        paidAt: instant,
        bankRef: z
          .string()
          .nullable()
          .meta({ description: 'The bank’s reference, for the Fund’s office alone' }),
      }),
    ),
    awardedOn: plainDate.nullable(),
    orders: z.array(orderView),
  })
  .meta({ id: 'Award' });

export const awardListItem = awardView
  .pick({
    id: true,
    dossierCode: true,
    state: true,
    waitingFor: true,
    dueAt: true,
    amountCents: true,
    releasedCents: true,
  })
  .meta({ id: 'AwardListItem' });
