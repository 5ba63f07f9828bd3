import { movementWords } from '../domain/movement-words.ts';
import { italianCsv } from '../domain/italian-csv.ts';
import type { Locale } from '../domain/text.ts';
import type { AccountName } from '../ledger/accounts.ts';
import { movements, type Movement } from '../ledger/balances.ts';
import type { Tx } from '../prisma/database.ts';
import { invalidField } from './invalid-field.ts';
import type { Period } from './movement-page.ts';

/** A file is whole or is none: who adds it up would not see that its end is missing. */
export const MOST_MOVEMENTS = 50_000;

/** Every entry of an account in a period, newest first, as a spreadsheet in Italy opens it. */
export async function movementFile(
  tx: Tx,
  account: AccountName,
  period: Period,
  locale: Locale,
  most = MOST_MOVEMENTS,
): Promise<Uint8Array> {
  const entries = await movements(tx, account, { ...period, limit: most + 1 });
  if (entries.length > most) throw tooMany(most);
  const rows = entries.map((entry) => [
    entry.effectiveOn,
    movementWords(entry, locale),
    ...(entry.phase === 'pending' ? ['', amount(entry)] : [amount(entry), '']),
    entry.businessRef,
  ]);
  return new TextEncoder().encode(italianCsv([header[locale], ...rows]));
}

function amount({ amountCents }: Movement) {
  return { cents: amountCents };
}

function tooMany(most: number) {
  return invalidField('/query/from', {
    it: `i movimenti sono più di ${most}, quanti ne porta un file: indichi un periodo più corto`,
    en: `there are more than ${most} entries, which is what a file holds: give a shorter period`,
  });
}

const header = {
  it: ['Data', 'Che cosa', 'Importo', 'Messo da parte', 'Riferimento'],
  en: ['Date', 'What', 'Amount', 'Set aside', 'Reference'],
} as const;
