import { z } from 'zod';
import { isPlainDate } from './plain-date.ts';

/** A day as requests say it, YYYY-MM-DD: one of the calendar, of 1900 to 2199. */
export const day = z
  .string()
  .regex(/^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/, { error: 'realDate', abort: true })
  .refine(isPlainDate, { error: 'realDate' });
