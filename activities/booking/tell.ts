import type { BookingSide } from '../../domain/booking.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Booking } from '../../prisma/generated/client.ts';
import type { Vault } from '../../vault/vault.ts';
import { queueMail } from '../mail.ts';
import type { BookingNews } from './mails.ts';

/** Tells one side what the other did, or both what nobody did, of the booking as it was before that. */
export async function tellOfBooking(
  tx: Tx,
  vault: Vault,
  booking: Booking,
  told: BookingNews,
  ...sides: readonly BookingSide[]
): Promise<void> {
  const at = (booking.proposedStart ?? booking.startsAt)!.toISOString();
  for (const side of sides)
    await queueMail(tx, vault, {
      template: side === 'holder' ? 'bookingNewsForHolder' : 'bookingNewsForProvider',
      recipientId: side === 'holder' ? booking.holderId : booking.providerId,
      params: { news: told, at },
      dedupeKey: `booking/${booking.id}/${told}/${side}/${tx.now.toISOString()}`,
      about: { kind: 'booking', id: booking.id },
    });
}
