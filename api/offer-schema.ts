import { z } from 'zod';
import { proposalStates, serviceInput } from '../domain/provider-offer.ts';
import { serviceCategories } from '../domain/provider-service.ts';
import { offeredAt, offeredFields } from './directory-schema.ts';
import { id, instant, plainDate, positiveCents } from './schema.ts';

const offeredPlace = offeredAt.extend({
  openedOn: plainDate,
  closedOn: plainDate.nullable().meta({ description: 'The first day on which it is no longer there' }),
});

const priceOnRecord = z.strictObject({
  id,
  unitPriceCents: positiveCents,
  effectiveOn: plainDate,
  announcedAt: instant,
  cancelledAt: instant.nullable(),
});

export const providerOffer = z
  .strictObject({
    organisationId: id,
    priceNoticeDays: z.int().meta({ description: 'How many days ahead a new price is announced' }),
    places: z.array(offeredPlace),
    services: z.array(
      z.strictObject({
        ...offeredFields,
        withdrawnOn: plainDate.nullable(),
        firstPriceCents: positiveCents,
        priceChanges: z.array(priceOnRecord).meta({ description: 'All of them, also those taken back' }),
        placeIds: z.array(id).meta({ description: 'Where it is offered' }),
      }),
    ),
  })
  .meta({ id: 'ProviderOffer', description: 'What a provider offers and offered, with its history' });

export const serviceProposal = z
  .strictObject({
    id,
    organisationId: id,
    category: z.enum(serviceCategories),
    state: z.enum(proposalStates),
    service: serviceInput,
    reason: z.string().nullable().meta({ description: 'Why it was refused' }),
    createdAt: instant,
    decidedAt: instant.nullable(),
  })
  .meta({ id: 'ServiceProposal', description: 'A service that a provider wants to add' });
