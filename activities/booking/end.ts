import { italianDay } from '../../domain/italian-day.ts';
import { Refusal } from '../../domain/refusal.ts';
import { clockTime, formatInstant, toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Booking, BookingEnd, Voucher } from '../../prisma/generated/client.ts';
import type { ActivityServices } from '../services.ts';
import { over } from './answer.ts';
import { lockTitle } from './lock.ts';
import { tellOfBooking } from './tell.ts';
import { isChargeable } from './rule.ts';

type Services = Pick<ActivityServices, 'vault'>;

/** A provider may have any number of them, and each is told to two sides. */
const PAGE = 200;

/** Of which vouchers, of which private order, or at which provider. */
type Where =
  | { readonly voucherId: { readonly in: string[] } }
  | { readonly privateOrderId: string }
  | { readonly providerId: string };

/**
 * Ends what is still open of vouchers or an order that ended, or at a provider that stopped, and tells both sides. The
 * caller has locked what they are of.
 *
 * @returns how many ended; of a provider that stopped a page, and the next when asked again
 */
export async function endBookings(
  tx: Tx,
  { vault }: Services,
  where: Where,
  endReason: BookingEnd,
): Promise<number> {
  const open = await tx.db.booking.findMany({
    where: { ...where, dueAt: { not: null } },
    ...('providerId' in where ? { take: PAGE } : {}),
  });
  let ended = 0;
  for (const booking of open) {
    const { count } = await tx.db.booking.updateMany({
      where: { id: booking.id, dueAt: { not: null } },
      data: { ...over(tx), state: 'ended', endReason },
    });
    if (count === 0) continue;
    ended += 1;
    await tellOfBooking(tx, vault, booking, 'ended', 'holder', 'provider');
  }
  return ended;
}

/**
 * Before a voucher is voided by whoever holds it: what its provider may take for a booking is not withdrawn from it. A
 * voucher of the Fund is never taken so, and whose code was seen is voided at once; both are not asked.
 */
export async function refuseWhileChargeable(tx: Tx, { id }: Voucher): Promise<void> {
  const { voucher } = await lockTitle(tx, { voucherId: id, privateOrderId: null });
  const bookings = await tx.db.booking.findMany({
    where: { voucherId: id, OR: [{ state: 'confirmed' }, { chargeableUntil: { gte: tx.now } }] },
  });
  for (const booking of bookings)
    if (booking.endedAt || (await isChargeable(tx, booking, voucher, { by: 'holder' })))
      throw booked(booking);
}

function booked({ startsAt, chargeableUntil }: Booking): Refusal {
  const last = chargeableUntil ?? startsAt!;
  return new Refusal('stepNotPossible', {
    detail: {
      it: `Per questo buono c’è una prenotazione che non si può più disdire senza conseguenze, o che il fornitore può ancora riscuotere, fino ${italianDay('al', toPlainDate(last))} alle ${clockTime(last)}. Se qualcuno ha visto il codice, dirlo come motivo: si annulla subito.`,
      en: `There is a booking for this voucher that can no longer be cancelled without consequence, or that the provider may still charge, until ${formatInstant(last, 'en')}. If somebody saw its code say so as the reason: it is voided at once.`,
    },
    possible: ['moveBooking', 'cancelBooking'],
  });
}
