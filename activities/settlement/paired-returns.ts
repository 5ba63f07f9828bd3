import type { BankEntry } from './bank-entry.ts';

/**
 * A payment that a bank could not make leaves the account and comes back: two lines of one reference, which cancel each
 * other. Together they are the answer that a list of payments gives in one line: refused.
 */
export function pairReturns(entries: readonly BankEntry[]): readonly BankEntry[] {
  const left = [...entries];
  const answers: BankEntry[] = [];
  for (const entry of entries) {
    if (entry.amountCents < 0 || entry.endToEndId === null) continue;
    const at = left.findIndex(
      ({ endToEndId, amountCents }) => endToEndId === entry.endToEndId && amountCents === -entry.amountCents,
    );
    if (at < 0) continue;
    const [sent] = left.splice(at, 1);
    left.splice(left.indexOf(entry), 1);
    answers.push({
      ...sent!,
      isRejected: true,
      returnedBy: entry,
      reasonCode: entry.reasonCode ?? sent!.reasonCode ?? null,
    });
  }
  return [...left, ...answers];
}
