import { formatEuro } from '../../domain/money.ts';
import type { Tx } from '../../prisma/database.ts';
import type { BankLine, SettlementItem } from '../../prisma/generated/client.ts';
import { wrongEntry, type ListedEntry } from './bank-csv.ts';
import { stillStands } from './never-was.ts';

/**
 * A list is typed or cut by hand, and a sign that is left out would be money that nobody moved. Of our own payments it
 * is known what the bank can say: what it cannot is refused with the number of its line, before anything is written.
 * Money that left is another matter, of whichever amount: the books have it, in suspense.
 */
export async function refuseImpossibleLines(tx: Tx, entries: readonly ListedEntry[]): Promise<void> {
  const items = await tx.db.settlementItem.findMany({
    where: { endToEndId: { in: entries.flatMap(({ endToEndId }) => endToEndId ?? []) } },
  });
  const known = await tx.db.bankLine.findMany({
    where: { bankRef: { in: entries.map(({ bankRef }) => bankRef) }, ...stillStands },
  });
  const payments = new Map(items.map((item) => [item.endToEndId, item]));
  const made = new Set(items.filter(wasMade).map(({ endToEndId }) => endToEndId));
  const answered = new Set(known.map(({ bankRef, amountCents }) => lineKey(bankRef, amountCents)));
  // What left comes before what came back, in whichever order the file has them.
  for (const entry of [...entries].sort(leavingFirst)) {
    const payment = payments.get(entry.endToEndId ?? '');
    if (!payment) continue;
    if (entry.isRejected && known.some((line) => isMadeBy(line, entry))) throw notWaiting(entry);
    if (answered.has(lineKey(entry.bankRef, entry.amountCents))) continue;
    answered.add(lineKey(entry.bankRef, entry.amountCents));
    refuseImpossible(entry, payment, made.has(payment.endToEndId));
    if (!entry.isRejected && entry.amountCents === -payment.amountCents) made.add(payment.endToEndId);
  }
}

function refuseImpossible(entry: ListedEntry, payment: SettlementItem, isMade: boolean): void {
  const asItLeft = formatEuro(-payment.amountCents);
  if (entry.isRejected && entry.amountCents !== -payment.amountCents)
    throw wrongEntry(entry, {
      it: `di un pagamento respinto l’importo è quello che doveva uscire, con il meno: ${asItLeft}`,
      en: `of a refused payment the amount is what was to leave, with its minus: ${asItLeft}`,
    });
  if (entry.isRejected && (isMade || payment.state !== 'sent')) throw notWaiting(entry);
  if (entry.amountCents > 0 && !isMade)
    throw wrongEntry(entry, {
      it: `la banca non ha eseguito questo pagamento, che quindi non può tornare: ciò che esce si scrive con il meno (${asItLeft})`,
      en: `the bank has not made this payment, so it cannot come back: what leaves is written with a minus (${asItLeft})`,
    });
}

function notWaiting(entry: ListedEntry) {
  return wrongEntry(entry, {
    it: 'la banca non deve più rispondere a questo pagamento, che non può essere respinto: se è tornato dopo essere stato eseguito, è un’entrata, senza meno, con esito «eseguito»',
    en: 'the bank has no answer to give to this payment, which cannot be refused: if it came back after it was made, it is money coming in, without a minus, with the outcome “eseguito”',
  });
}

function wasMade({ state }: SettlementItem): boolean {
  return state === 'confirmed' || state === 'returned';
}

function isMadeBy(line: BankLine, { bankRef, amountCents }: ListedEntry): boolean {
  return line.bankRef === bankRef && line.amountCents === amountCents && line.outcome === 'confirmed';
}

function lineKey(bankRef: string, amountCents: number): string {
  return `${bankRef} ${amountCents > 0}`;
}

function leavingFirst(one: ListedEntry, other: ListedEntry): number {
  return Number(one.amountCents > 0) - Number(other.amountCents > 0);
}
