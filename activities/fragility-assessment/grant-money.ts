import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Assessment } from '../../prisma/generated/client.ts';
import { lockAward } from '../fund/award.ts';
import type { GrantMoney } from '../letters/letter.ts';

/** What was granted, and what its letter says of the money: held, waited for, looked at by a person, or given back. */
export async function grantMoney(
  tx: Tx,
  assessment: Pick<Assessment, 'id'>,
): Promise<{ readonly amountCents: number; readonly money: GrantMoney }> {
  const { id } = await tx.db.award.findUniqueOrThrow({ where: { assessmentId: assessment.id } });
  // Held while it is written: what it says of the money stays true until whoever holds the money sees the letter.
  const { amountCents, state, dueAt } = await lockAward(tx, id);
  switch (state) {
    case 'awaitingFunds':
      return { amountCents, money: { state: 'awaited', until: toPlainDate(dueAt!) } };
    case 'needsReview':
      return { amountCents, money: { state: 'inReview' } };
    case 'released':
      return { amountCents, money: { state: 'givenBack' } };
    case 'held':
    case 'delivering':
    case 'settled':
      return { amountCents, money: { state: 'held' } };
  }
}
