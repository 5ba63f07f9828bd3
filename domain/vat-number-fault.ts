import type { Text } from './text.ts';

export type VatNumberFault = 'vatNumberSigns' | 'vatNumberLength' | 'vatNumberOffice' | 'vatNumberCheckDigit';

/** What is wrong with a partita IVA written without blanks; null when nothing is. */
export function vatNumberFault(text: string): VatNumberFault | null {
  if (!/^\d*$/.test(text)) return 'vatNumberSigns';
  if (text.length !== 11) return 'vatNumberLength';
  if (!isOffice(Number(text.slice(7, 10)))) return 'vatNumberOffice';
  return isChecked(text) ? null : 'vatNumberCheckDigit';
}

/** The tax offices that give numbers: the provinces, and those that were or are of no province. */
function isOffice(code: number): boolean {
  return (code >= 1 && code <= 100) || [120, 121, 888, 999].includes(code);
}

/** Luhn: each second digit counts twice, and nine less when that is more than nine; the sum ends in zero. */
function isChecked(text: string): boolean {
  const weighed = Array.from(text, Number).map((digit, at) =>
    at % 2 === 0 ? digit : (digit * 2) % 9 || digit,
  );
  return weighed.reduce((sum, digit) => sum + digit, 0) % 10 === 0;
}

export const vatNumberFaults: Readonly<Record<VatNumberFault, Text>> = {
  vatNumberSigns: {
    it: 'contiene altro oltre alle cifre: scriva solo le 11 cifre della partita IVA, senza lettere, spazi o punti',
    en: 'holds more than digits: write only the 11 digits of the VAT number, without letters, blanks or points',
  },
  vatNumberLength: {
    it: 'non ha 11 cifre: ricopi la partita IVA per intero, zeri iniziali compresi',
    en: 'does not have 11 digits: copy the whole VAT number, leading zeros included',
  },
  vatNumberOffice: {
    it: 'non è una partita IVA: le cifre dall’ottava alla decima non indicano un ufficio (001-100, 120, 121, 888, 999), le ricopi',
    en: 'is not an Italian VAT number: the eighth to tenth digits name no tax office (001-100, 120, 121, 888, 999), copy them again',
  },
  vatNumberCheckDigit: {
    it: 'non è una partita IVA: la cifra di controllo, l’ultima, non torna con le altre; una cifra è sbagliata, la ricopi',
    en: 'is not an Italian VAT number: the last digit, which checks the others, does not fit; one is wrong, copy it again',
  },
};
