import { stdnum } from 'stdnum';
import { z } from 'zod';

/** Partita IVA: eleven digits, an existing tax office, a right check digit. */
export const vatNumber = z
  .string()
  .regex(/^[0-9]{11}$/, { error: 'vatNumber', abort: true })
  .refine((text) => stdnum['IT']!['iva']!.validate(text).isValid, { error: 'vatNumber' })
  .meta({ description: 'Partita IVA, eleven digits with a right check digit' });
