import { z } from 'zod';
import { availabilities, providerStandings } from '../domain/directory.ts';
import { serviceCategories, serviceUnits, taxLetters, vatTreatments } from '../domain/provider-service.ts';
import { id, istatCode, line, plainDate, positiveCents } from './schema.ts';

/** The farthest that anybody is shown: whoever goes farther asks the office. */
const FARTHEST_METRES = 100_000;

export const directoryQuery = z.strictObject({
  comune: istatCode
    .optional()
    .meta({ description: 'From where distances count, one of the 42; without it, one’s own comune' }),
  serviceId: id
    .optional()
    .meta({ description: 'One service alone, with why it counts as near; nothing when it does not' }),
  category: z.enum(serviceCategories).optional(),
  withinMetres: z.coerce.number().int().min(0).max(FARTHEST_METRES).optional(),
  taxLetter: z.enum(taxLetters).optional().meta({ description: 'Letter of art. 51 c. 2 TUIR' }),
  people: z.coerce
    .number()
    .int()
    .min(1)
    .max(100_000)
    .optional()
    .meta({ description: 'Room for so many at once; a service that does not say so counts' }),
  q: line(100)
    .optional()
    .meta({ description: 'Part of a service’s, place’s or provider’s name; case and accents do not count' }),
  availability: z
    .enum(availabilities)
    .default('available')
    .meta({ description: 'any: suspended providers too, as far as one may see them' }),
  cursor: z
    .string()
    .regex(/^\d{1,8}\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    .optional()
    .meta({ description: 'The nextCursor of the page before' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type DirectoryQuery = z.output<typeof directoryQuery>;

export const announcedPrice = z.strictObject({ unitPriceCents: positiveCents, effectiveOn: plainDate });

export const offeredAt = z.strictObject({
  id,
  name: z.string(),
  comuneIstat: z.string(),
  address: z.string(),
});

const distanceMetres = z.int().min(0);

const near = z
  .discriminatedUnion('as', [
    z.strictObject({
      as: z.literal('local'),
      by: z.enum(['registeredOffice', 'place']),
      placeId: id.nullable(),
      words: z.string(),
    }),
    z.strictObject({ as: z.literal('neighbour'), placeId: id, distanceMetres, words: z.string() }),
    z.strictObject({ as: z.literal('waiver'), until: plainDate, words: z.string() }),
  ])
  .meta({ description: 'Why it counts as near for this comune, and in words' });

export const offeredFields = {
  id,
  category: z.enum(serviceCategories),
  name: z.string(),
  unit: z.enum(serviceUnits),
  vatTreatment: z.enum(vatTreatments),
  taxLetters: z.array(z.enum(taxLetters)),
  minutes: z.int().nullable(),
  sessions: z.int().nullable(),
  capacity: z.int().nullable(),
  cancellationHours: z.int().nullable().meta({
    description: 'By how many hours before a booking is cancelled without consequence; null: always',
  }),
  unitPriceCents: positiveCents.meta({ description: 'In force today' }),
  announcedPrice: announcedPrice.nullable().meta({ description: 'The next one, and from which day on' }),
};

const provider = z.strictObject({
  id,
  name: z.string(),
  standing: z.enum(providerStandings),
  leavesOn: plainDate.nullable().meta({ description: 'The first day on which it is no longer a provider' }),
});

export const directoryEntry = z
  .strictObject({
    ...offeredFields,
    provider,
    place: offeredAt.extend({ distanceMetres }).meta({ description: 'The nearest at which it is offered' }),
    near,
    orderable: z.boolean().meta({ description: 'Whether new orders are taken' }),
  })
  .meta({ id: 'DirectoryEntry', description: 'A provider’s service, as near as its nearest place' });

export const directoryPage = z.strictObject({
  comuneIstat: z.string().meta({ description: 'From where distances count' }),
  items: z.array(directoryEntry),
  nextCursor: z.string().nullable(),
});

export const directoryProvider = z
  .strictObject({
    ...provider.shape,
    email: z.string().nullable(),
    places: z.array(offeredAt),
    services: z.array(z.strictObject(offeredFields)),
  })
  .meta({ id: 'DirectoryProvider', description: 'A provider, where it is found and what it offers' });
