import { z } from 'zod';
import { vatNumberFault } from './vat-number-fault.ts';

/** An organisation without a partita IVA is told by its tax code, which is built alike (DM 23/12/1976). */
export const hasVatNumber = z.boolean().meta({
  description:
    'Whether the number is a partita IVA; else it is the tax code of an organisation that has none',
});

/** What an organisation’s number is called in running text. */
export function vatNumberWords({ vatNumber: number, hasVatNumber: has }: Numbered): string {
  return `${has ? 'partita IVA' : 'codice fiscale'} ${number}`;
}

export interface Numbered {
  readonly vatNumber: string | null;
  readonly hasVatNumber: boolean;
}

/** Partita IVA: eleven digits, an existing tax office, a right check digit; each fault is told apart. */
export const vatNumber = z
  .string()
  .superRefine((text, context) => {
    const fault = vatNumberFault(text);
    if (fault) context.addIssue({ code: 'custom', message: fault });
  })
  .meta({ description: 'Partita IVA, eleven digits with a right check digit', pattern: '^[0-9]{11}$' });
