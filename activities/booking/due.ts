import { closesAt } from '../../domain/booking.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Booking } from '../../prisma/generated/client.ts';
import type { ActivityServices } from '../services.ts';
import { over } from './answer.ts';
import { tellOfBooking } from './tell.ts';
import { bookingTerms } from './rule.ts';

/** As many as one short transaction writes; each of them may be told to two. */
const PAGE = 200;

/**
 * Ends a page of what nobody answered, or said anything of after its moment: a proposal lapses, a move leaves what was
 * agreed, a moment that is past is over.
 *
 * @returns how many there were
 */
export async function closeDueBookings(tx: Tx, { vault }: Pick<ActivityServices, 'vault'>): Promise<number> {
  const due = await tx.db.$queryRaw<{ readonly id: string }[]>`
    SELECT id FROM booking WHERE due_at < ${tx.now} ORDER BY due_at, id LIMIT ${PAGE} FOR NO KEY UPDATE`;
  const bookings = await tx.db.booking.findMany({ where: { id: { in: due.map(({ id }) => id) } } });
  for (const booking of bookings) {
    await tx.db.booking.update({ where: { id: booking.id }, data: await whatBecomesOf(tx, booking) });
    if (booking.proposedStart) await tellOfBooking(tx, vault, booking, 'lapsed', 'holder', 'provider');
  }
  return bookings.length;
}

async function whatBecomesOf(tx: Tx, { startsAt, proposedStart }: Booking) {
  if (!startsAt) return { ...over(tx), state: 'lapsed' as const };
  if (!proposedStart) return { ...over(tx), state: 'passed' as const };
  return { proposedStart: null, proposedBy: null, dueAt: closesAt(startsAt, await bookingTerms(tx)) };
}
