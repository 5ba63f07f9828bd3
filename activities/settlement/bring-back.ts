import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import type { BankLine, SettlementItem } from '../../prisma/generated/client.ts';
import { releaseLines } from './approve.ts';
import { returnItem } from './money.ts';

/**
 * A payment that the bank had made is back: its provider is owed again what it paid, once, and the next batch pays it.
 * The contribution was collected when the bank confirmed the purchase's payment, and stays so: a wrong account takes
 * no purchase back.
 *
 * @param endToEndId which payment it was, where the line does not say
 */
export async function bringBack(
  tx: Tx,
  line: BankLine,
  endToEndId: string | undefined,
): Promise<SettlementItem> {
  const item = await paymentOrThrow(tx, line, endToEndId);
  const [back] = await tx.db.settlementItem.updateManyAndReturn({
    where: { id: item.id, state: 'confirmed', amountCents: line.amountCents },
    data: { state: 'returned', returnedAt: tx.now },
  });
  if (!back) throw notThisPayment;
  await releaseLines(tx, [back.id]);
  await returnItem(tx, back, line.bankRef);
  await tx.db.bankLine.update({ where: { id: line.id }, data: { returnedItemId: back.id } });
  return back;
}

/** The payment that the line names, or that whoever explains it does: never one beside the other. */
async function paymentOrThrow(
  tx: Tx,
  line: BankLine,
  endToEndId: string | undefined,
): Promise<SettlementItem> {
  const named = await paymentOf(tx, line.endToEndId);
  const said = endToEndId === undefined ? named : await paymentOf(tx, endToEndId);
  if (!said) throw unknownPayment;
  if (named && named.id !== said.id) throw notThisPayment;
  return said;
}

function paymentOf(tx: Tx, endToEndId: string | null): Promise<SettlementItem | null> {
  return endToEndId === null
    ? Promise.resolve(null)
    : tx.db.settlementItem.findFirst({ where: { endToEndId } });
}

const unknownPayment = new Refusal('invalidRequest', {
  detail: {
    it: 'Indichi quale pagamento è tornato: il movimento della banca non lo dice.',
    en: 'Say which payment came back: the bank’s line does not.',
  },
  errors: [
    {
      pointer: '/body/endToEndId',
      message: {
        it: 'il riferimento di un pagamento di queste distinte, come LP-2026-0007-0003',
        en: 'the reference of a payment of these batches, such as LP-2026-0007-0003',
      },
    },
  ],
});
const notThisPayment = new Refusal('stepNotPossible', {
  detail: {
    it: 'Questo movimento non riporta indietro quel pagamento: l’importo o il riferimento è un altro, la banca non lo ha eseguito, oppure è già tornato. Il denaro resta in sospeso.',
    en: 'This line does not bring that payment back: amount or reference are others, the bank did not make it, or it came back already. The money stays in suspense.',
  },
  possible: ['listSettlementItems', 'explainBankLine'],
});
