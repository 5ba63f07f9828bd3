import { undecided } from '../../domain/voucher-dispute.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';

/** Beside a dispute that nobody has decided a till gives nothing back: the decision would give it back again. */
export async function notDisputedOrThrow(tx: Tx, redemptionId: string): Promise<void> {
  const open = await tx.db.voucherDispute.count({
    where: { redemptionId, state: { in: [...undecided] } },
  });
  if (open > 0) throw disputed;
}

const disputed = new Refusal('stepNotPossible', {
  detail: {
    it: 'Questa riscossione è contestata: rispondere alla contestazione, anche per dire che chi contesta ha ragione; decide l’ufficio.',
    en: 'This redemption is disputed: answer the dispute, also to say that the holder is right; the office decides.',
  },
  possible: ['answerVoucherDispute'],
});
