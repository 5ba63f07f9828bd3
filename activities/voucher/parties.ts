import type { Tx } from '../../prisma/database.ts';
import { inForce } from '../acting-for.ts';

/** What was done with a voucher, as far as it says whose matter it is. */
interface Use {
  readonly voucherId: string;
  readonly providerId: string;
}

/**
 * The accounts that have a part in what was done with a voucher: its holder's, that of whom it is for, of those who act
 * for either, and of the provider's people. None of them decides about it. Somebody of the office who has another account
 * as a citizen is two people here: nothing ties the two together.
 */
export async function partiesOf(tx: Tx, { voucherId, providerId }: Use): Promise<readonly string[]> {
  const { holderId, beneficiaryId } = await tx.db.voucher.findUniqueOrThrow({ where: { id: voucherId } });
  const people = [holderId, beneficiaryId];
  const acting = await tx.db.relation.findMany({
    where: { personId: { in: people }, ...inForce(tx) },
    select: { representativeId: true },
  });
  people.push(...acting.map(({ representativeId }) => representativeId));
  const accounts = await tx.db.account.findMany({
    where: { OR: [{ personId: { in: people } }, { organisationId: providerId }] },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return accounts.map(({ id }) => id);
}
