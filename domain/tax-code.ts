import { stdnum } from 'stdnum';
import { z } from 'zod';

/** Codice fiscale: sixteen characters with a right check letter. */
export const taxCode = z
  .string()
  .regex(/^[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]$/, {
    error: 'taxCode',
    abort: true,
  })
  .refine((text) => stdnum['IT']!['codicefiscale']!.validate(text).isValid, { error: 'taxCode' })
  .meta({ description: 'Codice fiscale in capitals, its check letter right' });
