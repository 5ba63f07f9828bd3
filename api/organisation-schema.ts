import { stdnum } from 'stdnum';
import { z } from 'zod';
import { ibanFault } from '../domain/iban.ts';
import { OrganisationRole } from '../prisma/generated/enums.ts';
import { emailAddress, id, istatCode, line, plainDate } from './schema.ts';

/** Partita IVA: eleven digits, an existing tax office, a right check digit. */
export const vatNumber = z
  .string()
  .regex(/^[0-9]{11}$/, { error: 'vatNumber', abort: true })
  .refine((text) => stdnum['IT']!['iva']!.validate(text).isValid, { error: 'vatNumber' })
  .meta({ description: 'Partita IVA, eleven digits with a right check digit' });

/** An IBAN of any SEPA country, its check digits right; each fault is told apart. */
export const iban = z
  .string()
  .regex(/^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$/, { error: 'ibanForm', abort: true })
  .superRefine((text, context) => {
    const fault = ibanFault(text);
    if (fault) context.addIssue({ code: 'custom', message: fault });
  })
  .meta({ description: 'IBAN of a SEPA country without blanks, its check digits right' });

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
  legalForm: line(100).nullable(),
  email: emailAddress.nullable(),
  iban: iban.nullable(),
  adherentFrom: plainDate.nullable(),
  adherentUntil: plainDate.nullable(),
};

export const newOrganisation = z.strictObject({
  ...fields,
  vatNumber: fields.vatNumber.default(null),
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
