import { z } from 'zod';
import { taxCode } from '../domain/tax-code.ts';
import { Channel } from '../prisma/generated/enums.ts';
import { openingReasons } from './access.ts';
import { emailAddress, id, instant, istatCode, line, plainDate } from './schema.ts';

const contact = {
  email: emailAddress.nullable(),
  phone: line(40).nullable(),
  address: line(300).nullable(),
  channel: z.enum(Channel),
  locale: z.enum(['it', 'en']),
};

export const newPerson = z.strictObject({
  givenName: line(100),
  familyName: line(100),
  birthDate: plainDate,
  comuneIstat: istatCode,
  taxCode: taxCode.nullable().default(null),
  email: contact.email.default(null),
  phone: contact.phone.default(null),
  address: contact.address.default(null),
  channel: contact.channel.default('email'),
  locale: contact.locale.default('it'),
  notADuplicate: z.enum(['papersSeen', 'personAsked', 'knownApart']).optional().meta({
    description:
      'Says, after a look at the matches, that this is another person than whoever has the same name and birth date, and how one knows: kept in the audit trail',
  }),
});
export type NewPerson = z.output<typeof newPerson>;

/** What people may change of their own: how to reach them. */
export const contactFields = Object.keys(contact) as readonly string[];

export const personChange = z
  .strictObject({
    givenName: line(100),
    familyName: line(100),
    birthDate: plainDate,
    comuneIstat: istatCode,
    taxCode: taxCode.nullable(),
    deceasedOn: z.null().meta({ description: 'Takes back a death that was recorded by mistake' }),
    ...contact,
  })
  .partial();
export type PersonChange = z.output<typeof personChange>;

export const person = z
  .strictObject({
    id,
    identity: z
      .strictObject({
        givenName: z.string(),
        familyName: z.string(),
        taxCode: z.string().nullable(),
        email: z.string().nullable(),
        phone: z.string().nullable(),
        address: z.string().nullable(),
      })
      .nullable()
      .meta({ description: 'Null once erased' }),
    birthDate: plainDate.nullable(),
    comuneIstat: z.string().nullable(),
    channel: z.enum(Channel),
    locale: z.string(),
    householdId: id.nullable().meta({ description: 'The household the person belongs to today' }),
    deceasedOn: plainDate.nullable(),
    erasedAt: instant.nullable(),
  })
  .meta({ id: 'Person' });

/** A search carries personal data: it travels as content, never in an address. */
export const personSearch = z
  .discriminatedUnion('by', [
    z.strictObject({ by: z.literal('taxCode'), reason: z.enum(openingReasons), taxCode }),
    z.strictObject({
      by: z.literal('name'),
      reason: z.enum(openingReasons),
      name: line(100).meta({ description: 'Given and family name, or the beginning of each' }),
      birthDate: plainDate.optional(),
      comune: istatCode.optional(),
    }),
  ])
  .meta({ description: 'By exact tax code, or by name; birth date and comune narrow a search by name' });
export type PersonSearch = z.output<typeof personSearch>;

export const foundPerson = z
  .strictObject({
    id,
    givenName: z.string(),
    familyName: z.string(),
    birthDate: plainDate.nullable(),
    comuneIstat: z.string().nullable(),
  })
  .meta({ id: 'FoundPerson' });
