import { z } from 'zod';
import { iban } from '../domain/iban.ts';
import { hasVatNumber, vatNumber } from '../domain/vat-number.ts';
import { OrganisationRole } from '../prisma/generated/enums.ts';
import { emailAddress, id, istatCode, line, plainDate } from './schema.ts';

const roles = z
  .array(z.enum(OrganisationRole))
  .min(1)
  .max(6)
  .refine((given) => new Set(given).size === given.length, { error: 'twice' })
  .meta({ uniqueItems: true, description: 'One legal entity may hold several roles' });

const fields = {
  name: line(),
  roles,
  comuneIstat: istatCode,
  vatNumber: vatNumber.nullable(),
  hasVatNumber,
  legalForm: line(100).nullable(),
  email: emailAddress.nullable(),
  iban: iban.nullable(),
  adherentFrom: plainDate.nullable(),
  adherentUntil: plainDate.nullable(),
};

export const newOrganisation = z.strictObject({
  ...fields,
  vatNumber: fields.vatNumber.default(null),
  hasVatNumber: fields.hasVatNumber.default(true),
  legalForm: fields.legalForm.default(null),
  email: fields.email.default(null),
  iban: fields.iban.default(null),
  adherentFrom: fields.adherentFrom.default(null),
  adherentUntil: fields.adherentUntil.default(null),
});

export const organisationChange = z.strictObject(fields).partial();

export const organisation = z
  .strictObject({
    id,
    name: z.string(),
    roles: z.array(z.enum(OrganisationRole)),
    comuneIstat: z.string(),
    vatNumber: z.string().nullable(),
    hasVatNumber,
    legalForm: z.string().nullable(),
    adherentFrom: plainDate.nullable(),
    adherentUntil: plainDate.nullable(),
    email: z.string().nullable().optional(),
    iban: z
      .string()
      .nullable()
      .optional()
      .meta({ description: 'Shown to whoever pays it, and to its owner' }),
  })
  .meta({ id: 'Organisation' });
