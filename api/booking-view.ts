import type { z } from 'zod';
import { freeUntil } from '../domain/booking.ts';
import type { Tx } from '../prisma/database.ts';
import type { Booking, Voucher } from '../prisma/generated/client.ts';
import type { Vault } from '../vault/vault.ts';
import type { bookingState, bookingView } from './booking-schema.ts';
import { instantIn } from './dates.ts';
import { shortNameOf } from './till-view.ts';

/** Where a booking stands, without anybody's name. */
export function standingOf(booking: Booking): z.input<typeof bookingState> {
  const { id, state, startsAt, proposedStart, cancellationHours, chargeableUntil } = booking;
  const start = startsAt ?? proposedStart;
  return {
    id,
    state,
    startsAt: instantIn(startsAt),
    proposedStart: instantIn(proposedStart),
    freeUntil: start && instantIn(freeUntil(start, cancellationHours)),
    chargeableUntil: instantIn(chargeableUntil),
  };
}

/** Bookings as both sides read them. */
export async function bookingViews(
  tx: Tx,
  vault: Vault,
  bookings: readonly Booking[],
): Promise<z.input<typeof bookingView>[]> {
  const ids = (key: 'serviceId' | 'providerId' | 'placeId' | 'voucherId' | 'privateOrderId') => ({
    where: { id: { in: bookings.flatMap((booking) => booking[key] ?? []) } },
  });
  const services = byId(await tx.db.offeredService.findMany(ids('serviceId')));
  const providers = byId(await tx.db.organisation.findMany(ids('providerId')));
  const places = byId(await tx.db.place.findMany(ids('placeId')));
  const vouchers = byId(await tx.db.voucher.findMany(ids('voucherId')));
  const orders = byId(await tx.db.privateOrder.findMany(ids('privateOrderId')));
  const views: z.input<typeof bookingView>[] = [];
  for (const booking of bookings) {
    const voucher = vouchers.get(booking.voucherId ?? '');
    const { id, name, address } = places.get(booking.placeId)!;
    const { proposedBy, dueAt, cancellationHours, endedBy, endReason } = booking;
    views.push({
      ...standingOf(booking),
      // Of a voucher that was spent meanwhile, nothing is left to take.
      ...(voucher && isGood(voucher, tx.now) ? {} : { chargeableUntil: null }),
      title: voucher?.number ?? orders.get(booking.privateOrderId!)!.code,
      service: services.get(booking.serviceId)!.name,
      provider: { id: booking.providerId, name: providers.get(booking.providerId)!.name },
      place: { id, name, address },
      comes: voucher ? await shortNameOf(tx, vault, voucher.beneficiaryId) : null,
      proposedBy,
      answerBy: proposedBy && instantIn(dueAt),
      cancellationHours,
      endedBy,
      endReason,
    });
  }
  return views;
}

function isGood({ state, expiresAt }: Voucher, now: Date): boolean {
  return (state === 'active' || state === 'held') && expiresAt >= now;
}

function byId<T extends { readonly id: string }>(rows: readonly T[]): ReadonlyMap<string, T> {
  return new Map(rows.map((row) => [row.id, row]));
}
