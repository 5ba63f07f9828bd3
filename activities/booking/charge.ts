import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Booking, TillUser } from '../../prisma/generated/client.ts';
import { recordAudit } from '../audit.ts';
import type { ActivityServices } from '../services.ts';
import { captureHold, type Receipt } from '../till/capture.ts';
import { holdVoucher } from '../till/hold.ts';
import { lockBooking } from './lock.ts';
import { tellOfBooking } from './tell.ts';

/**
 * A till takes the voucher of a booking that was cancelled late, or to which nobody came, whole and without its code, in
 * the days that the rule gave. It is held and captured like any other, so that whatever ended the voucher before wins.
 */
export async function chargeBooking(
  tx: Tx,
  { vault }: Pick<ActivityServices, 'vault'>,
  till: TillUser,
  known: Booking,
): Promise<Receipt> {
  const { booking, voucher } = await lockBooking(tx, known);
  if (!voucher || !mayCharge(booking, tx.now)) throw notChargeable;
  const hold = await holdVoucher(tx, till, voucher, undefined);
  // Thrown, not returned: of what the two halves wrote all or nothing stays.
  if (hold instanceof Refusal) throw hold;
  const receipt = await captureHold(tx, till, hold.id, undefined);
  if (receipt instanceof Refusal) throw receipt;
  await tx.db.booking.update({
    where: { id: booking.id },
    data: { state: 'charged', redemptionId: receipt.redemption.id },
  });
  await tellOfBooking(tx, vault, booking, 'charged', 'holder');
  await recordAudit(tx, vault, { action: 'booking.charged', subjectKind: 'booking', subjectId: booking.id });
  return receipt;
}

function mayCharge({ state, chargeableUntil }: Booking, now: Date): boolean {
  return (state === 'cancelled' || state === 'missed') && chargeableUntil !== null && chargeableUntil >= now;
}

const notChargeable = new Refusal('stepNotPossible', {
  detail: {
    it: 'Per questa prenotazione non si riscuote nulla: è stata disdetta in tempo, o dal fornitore, o i giorni per farlo sono passati, o poi se n’è concordata un’altra.',
    en: 'Nothing is taken for this booking: it was cancelled in time, or by the provider, or the days for it are over, or another one was agreed on since.',
  },
  possible: ['listBookings'],
});
