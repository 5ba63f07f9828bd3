import { stdnum } from 'stdnum';
import { z } from 'zod';
import { OrganisationRole } from '../prisma/generated/enums.ts';
import { emailAddress, id, istatCode, line, plainDate } from './schema.ts';

/** Partita IVA: eleven digits, an existing tax office, a right check digit. */
export const vatNumber = z
  .string()
  .regex(/^[0-9]{11}$/, { error: 'vatNumber', abort: true })
  .refine((text) => stdnum['IT']!['iva']!.validate(text).isValid, { error: 'vatNumber' })
  .meta({ description: 'Partita IVA, eleven digits with a right check digit' });

/** An Italian IBAN; its check digits (ISO 7064, modulus 97) must be right. */
export const iban = z
  .string()
  .regex(/^IT[0-9]{2}[A-Z][0-9]{10}[A-Z0-9]{12}$/, { error: 'iban', abort: true })
  .refine(hasRightCheckDigits, { error: 'iban' })
  .meta({ description: 'Italian IBAN without blanks, its check digits right' });

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

function hasRightCheckDigits(text: string): boolean {
  const moved = text.slice(4) + text.slice(0, 4);
  const digits = moved.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return BigInt(digits) % 97n === 1n;
}
