import type { Tx } from '../database.ts';
import { impossibleIban } from './impossible-numbers.ts';
import { accountId } from './personas.ts';

/** The account that pays providers, so that a batch can leave. The newest counts: its id has to come before a later one's. */
export async function writePayer(tx: Tx): Promise<void> {
  await tx.db.settlementAccount.create({
    data: {
      allianceId: tx.allianceId,
      holderName: 'Fondo di Solidarietà – esempio',
      iban: impossibleIban(0),
      setBy: accountId('sara'),
      setAt: tx.now,
    },
  });
}
