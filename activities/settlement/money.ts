import type { PlainDate } from '../../domain/plain-date.ts';
import { Refusal } from '../../domain/refusal.ts';
import { toPlainDate } from '../../domain/time.ts';
import { LedgerRefusal, post } from '../../ledger/post.ts';
import {
  inpsSubstituted,
  settlementBounced,
  settlementConfirmed,
  settlementReturned,
  settlementSent,
} from '../../ledger/postings.ts';
import { reversal, type Transfer } from '../../ledger/postings.ts';
import { transferId } from '../../ledger/transfer-id.ts';
import type { Tx } from '../../prisma/database.ts';
import type { SettlementItem } from '../../prisma/generated/client.ts';

/** What the bank says of a payment: under which reference, and on which day it booked it. */
export interface BankWord {
  readonly bankRef: string;
  readonly bookedOn: PlainDate;
}

/** Every movement of a payment's money, each under an id made of the item and the step. */

/** The payment leaves: its money is held until the bank answers. What goes to INPS is first owed to INPS. */
export async function sendItem(tx: Tx, item: SettlementItem): Promise<void> {
  const today = toPlainDate(tx.now);
  if (item.payee === 'inps') await move(tx, substitution(item, today));
  await move(tx, settlementSent({ ...payment(item, 'sent', today), bankRef: item.endToEndId }));
}

/** The bank made it. */
export async function confirmItem(
  tx: Tx,
  item: SettlementItem,
  { bankRef, bookedOn }: BankWord,
): Promise<void> {
  const made = payment(item, 'confirmed', bookedOn);
  await move(tx, settlementConfirmed({ ...made, bankRef, holdId: sentId(item) }));
}

/** The bank did not: the provider is owed as before, and INPS nothing. */
export async function bounceItem(
  tx: Tx,
  item: SettlementItem,
  { bankRef, bookedOn }: BankWord,
): Promise<void> {
  await move(tx, settlementBounced({ ...event(item, 'bounced', bookedOn), bankRef, holdId: sentId(item) }));
  if (item.payee !== 'inps') return;
  const original = substitution(item, bookedOn);
  await move(tx, reversal({ ...event(item, 'restored', bookedOn), businessRef: item.id, original }));
}

/** The bank made it and brought it back later: somebody has said so of a line that stood in suspense. */
export async function returnItem(tx: Tx, item: SettlementItem, bankRef: string): Promise<void> {
  const { providerId, amountCents, nettedCents } = item;
  const back = event(item, 'returned', toPlainDate(tx.now));
  await move(tx, settlementReturned({ ...back, providerId, amountCents, nettedCents, bankRef }));
}

function substitution(item: SettlementItem, on: PlainDate): Transfer {
  const { providerId, amountCents, nettedCents } = item;
  return inpsSubstituted({
    ...event(item, 'substituted', on),
    itemId: item.id,
    providerId,
    amountCents,
    nettedCents,
  });
}

/** What was taken off a payment to INPS was taken off when it became INPS's. */
function payment(item: SettlementItem, step: string, on: PlainDate) {
  const { providerId, amountCents, payee } = item;
  const nettedCents = payee === 'inps' ? 0 : item.nettedCents;
  return { ...event(item, step, on), providerId, amountCents, payee, nettedCents };
}

function event(item: SettlementItem, step: string, effectiveOn: PlainDate) {
  return { id: transferId(`settlement-item/${item.id}`, step), effectiveOn };
}

function sentId(item: SettlementItem): string {
  return transferId(`settlement-item/${item.id}`, 'sent');
}

async function move(tx: Tx, transfer: Transfer): Promise<void> {
  try {
    await post(tx, transfer);
  } catch (error) {
    if (error instanceof LedgerRefusal && error.code === 'insufficientFunds') throw notEnough;
    throw error;
  }
}

const notEnough = new Refusal('insufficientFunds', {
  detail: {
    it: 'Sul conto vincolato, o fra quanto spetta al fornitore, non ci sono tutti questi soldi: controlli i movimenti e prepari una nuova distinta.',
    en: 'The segregated account, or what the provider is owed, has not as much money: check the movements and draw up another batch.',
  },
  possible: ['discardBatch', 'drawUpBatch'],
});
