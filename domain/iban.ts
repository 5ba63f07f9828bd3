import { z } from 'zod';
import type { Text } from './text.ts';

/** Length of an IBAN in each country that SEPA transfers reach, by the European Payments Council's list. */
const sepaLengths: Readonly<Record<string, number>> = Object.fromEntries(
  `AD24 AL28 AT20 BE16 BG22 CH21 CY28 CZ24 DE22 DK18 EE20 ES24 FI18 FR27 GB22 GI23 GR27 HR21 HU28 IE22 IS26 IT27 LI21
   LT20 LU20 LV21 MC27 MD24 ME22 MK19 MT31 NL18 NO15 PL28 PT25 RO24 RS22 SE24 SI19 SK24 SM27 VA22`
    .split(/\s+/)
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

export type IbanFault = 'ibanForm' | 'ibanCountry' | 'ibanLength' | 'ibanCheckDigits';

/**
 * What keeps us from paying to this IBAN, written without blanks and in capitals; null when nothing does. Who is paid may
 * bank in any SEPA country: to ask for an Italian one is forbidden (Reg. UE 260/2012 art. 9).
 */
export function ibanFault(text: string): IbanFault | null {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text)) return 'ibanForm';
  const length = sepaLengths[text.slice(0, 2)];
  if (length === undefined) return 'ibanCountry';
  if (text.length !== length) return 'ibanLength';
  // ISO 7064, modulus 97: letters are numbers from 10 on, and the first four characters come last.
  const digits = (text.slice(4) + text.slice(0, 4)).replace(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55),
  );
  return BigInt(digits) % 97n === 1n ? null : 'ibanCheckDigits';
}

export const ibanFaults: Readonly<Record<IbanFault, Text>> = {
  ibanForm: {
    it: 'non ha la forma giusta: due lettere e due cifre, poi cifre e lettere maiuscole senza spazi, per esempio IT60X0542811101000000123456',
    en: 'is not in the right form: two letters and two digits, then digits and capitals without blanks, such as IT60X0542811101000000123456',
  },
  ibanCountry: {
    it: 'è di un paese fuori dall’area SEPA: ne indichi uno dell’area SEPA',
    en: 'is of a country outside SEPA: give one of a SEPA country',
  },
  ibanLength: {
    it: 'non ha la lunghezza degli IBAN del suo paese (27 caratteri in Italia): lo ricopi per intero',
    en: 'does not have the length of an IBAN of its country (27 characters in Italy): copy it whole',
  },
  ibanCheckDigits: {
    it: 'ha un errore di scrittura: una cifra o una lettera non torna, lo ricopi',
    en: 'is mistyped: a digit or a letter is wrong, copy it again',
  },
};

/** An IBAN of any SEPA country, its check digits right; each fault is told apart. */
export const iban = z
  .string()
  .regex(/^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$/, { error: 'ibanForm', abort: true })
  .superRefine((text, context) => {
    const fault = ibanFault(text);
    if (fault) context.addIssue({ code: 'custom', message: fault });
  })
  .meta({ description: 'IBAN of a SEPA country without blanks, its check digits right' });

const ENDING = 4;

/** The last figures: enough to tell one account from another, and to nobody's use who should not pay to it. */
export function ibanEnding(whole: string | null): string | null {
  return whole?.slice(-ENDING) ?? null;
}
