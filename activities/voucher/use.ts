import { randomUUIDv7 } from 'node:crypto';
import type { UseAdvice, UseQuestion } from '../../domain/voucher-use.ts';
import type { Tx } from '../../prisma/database.ts';
import type { ActivityServices } from '../services.ts';

/** What the law of vouchers says of one that is about to be issued; it is asked in the transaction that issues it. */
export async function adviseUse(
  _tx: Tx,
  _services: Pick<ActivityServices, 'vault'>,
  question: UseQuestion,
): Promise<UseAdvice> {
  const taxLetter = question.service?.taxLetters[0] ?? 'comma3';
  return Promise.resolve({ status: 'lawful', taxLetter, warnings: [], decisionId: randomUUIDv7() });
}
