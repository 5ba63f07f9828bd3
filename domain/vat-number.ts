import { z } from 'zod';
import { vatNumberFault } from './vat-number-fault.ts';

/** Partita IVA: eleven digits, an existing tax office, a right check digit; each fault is told apart. */
export const vatNumber = z
  .string()
  .superRefine((text, context) => {
    const fault = vatNumberFault(text);
    if (fault) context.addIssue({ code: 'custom', message: fault });
  })
  .meta({ description: 'Partita IVA, eleven digits with a right check digit', pattern: '^[0-9]{11}$' });
