import { impossibleTaxCode } from '../../../prisma/seed/impossible-numbers.ts';

/**
 * Personal data as they come in through the API, each with a word that stands nowhere else: whoever finds one knows
 * what leaked.
 */
export const planted = {
  givenName: 'Zaffirella',
  familyName: 'Quarzintesta',
  taxCode: impossibleTaxCode({ number: 411_007, birthDate: '1979-09-19', sex: 'F' }),
  email: 'z.berillina@example.org',
  phone: '035 7719913',
  address: 'Via Smeraldina, 77',
  iseeCents: 571_913,
  iseeProtocol: 'INPS-AGATA-4471',
  finding: 'Vive sola dopo la diagnosi di crisoberillosi.',
  documentName: 'certificato-ametistico.png',
  documentRequest: 'Verbale di opalescenza',
  need: 'Assistenza per la madre con eliotropite',
  otherNeed: 'Compagnia al figlio con sodalitosi',
  recommendation: 'Proposta per tormalinismo.',
  decision: 'Decisione per lapislazzulite.',
  dispute: 'Contestata per malachitosi.',
  resolution: 'Decisa per turchesite.',
  withdrawal: 'Ritirata per topaziosi.',
} as const;

/** What to look for, in any case of letters. */
const words = [
  'zaffirella',
  'quarzintesta',
  planted.taxCode,
  'berillina',
  '7719913',
  'smeraldina',
  String(planted.iseeCents),
  'agata-4471',
  'crisoberillosi',
  'ametistico',
  'opalescenza',
  'eliotropite',
  'sodalitosi',
  'tormalinismo',
  'lapislazzulite',
  'malachitosi',
  'turchesite',
  'topaziosi',
].map((word) => word.toLowerCase());

/** The planted words that stand in a text, in the clear or in hexadecimal, as Postgres shows bytes. */
export function leaksIn(text: string): string[] {
  const searched = text.toLowerCase();
  return words.filter((word) => found(searched, word) || searched.includes(hex(word)));
}

/** The planted words that stand in a file's bytes. */
export function leaksInBytes(bytes: Buffer): string[] {
  return leaksIn(bytes.toString('latin1'));
}

/** A number counts only by itself: identifiers are full of digits. */
function found(text: string, word: string): boolean {
  if (!/^\d+$/.test(word)) return text.includes(word);
  return new RegExp(`(?<![0-9a-f])${word}(?![0-9a-f])`).test(text);
}

function hex(word: string): string {
  return Buffer.from(word).toString('hex');
}
