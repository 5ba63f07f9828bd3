import type { Tx } from '../../prisma/database.ts';
import type { Booking, PrivateOrder, Voucher } from '../../prisma/generated/client.ts';
import { lockRow } from '../../prisma/lock-row.ts';

/** What is booked for: one voucher, or units of a private order. */
export interface Title {
  readonly voucher: Voucher | undefined;
  readonly order: PrivateOrder | undefined;
}

export interface LockedBooking extends Title {
  readonly booking: Booking;
}

type TitleId = Pick<Booking, 'voucherId' | 'privateOrderId'>;

/**
 * The voucher or order first, then the booking: whoever spends, voids or expires it takes the same rows in the same order,
 * so that of all of them one is first and the others find what it left.
 */
export async function lockBooking(tx: Tx, known: Booking): Promise<LockedBooking> {
  const title = await lockTitle(tx, known);
  return { ...title, booking: (await lockRow(tx, 'booking', known.id, 'NO KEY UPDATE'))! };
}

export async function lockTitle(tx: Tx, { voucherId, privateOrderId }: TitleId): Promise<Title> {
  return {
    voucher: voucherId ? await lockRow(tx, 'voucher', voucherId, 'NO KEY UPDATE') : undefined,
    order: privateOrderId ? await lockRow(tx, 'private_order', privateOrderId, 'NO KEY UPDATE') : undefined,
  };
}
