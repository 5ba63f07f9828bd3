import { toPlainDate, addMinutes } from '../../../domain/time.ts';
import { addDays } from '../../../domain/plain-date.ts';
import type { Prisma } from '../../../prisma/generated/client.ts';
import { plantVouchers, plantWallet } from '../../support/planted-voucher.ts';
import type { Specimen, Specimens, World } from './specimen.ts';
import { makeTillUser } from '../../../activities/till/till-user.ts';

const pin = '271828';

/** A voucher of the person at home for the provider at home, and whoever stands at its till. */
function plant(world: World, of?: Partial<Prisma.BookingUncheckedCreateInput>) {
  const { api, home, offer, insiders } = world;
  return api.inAlliance(async (tx) => {
    const { employerId, personId, providerId } = home;
    const createdBy = insiders.fundOfficer.accountId;
    const wallet = await plantWallet(tx, { employerId, personId, createdBy, cents: 2_000 });
    const service = { id: offer.serviceId, providerId, vatTreatment: 'exempt' as const };
    const [voucher] = await plantVouchers(tx, api.vault, wallet, { service, nominalCents: 2_000 });
    const at = { organisationId: providerId, placeId: offer.placeIds[0]!, label: 'Cassa' };
    const { id: tillUserId } = await makeTillUser(tx, api.vault, at, pin);
    const voucherId = voucher!.id;
    if (!of) return { voucherId, bookingId: '', tillUserId };
    const { id: bookingId } = await tx.db.booking.create({
      data: {
        allianceId: tx.allianceId,
        voucherId,
        holderId: personId,
        providerId,
        serviceId: offer.serviceId,
        placeId: offer.placeIds[0]!,
        cancellationHours: 24,
        bookedBy: insiders.citizen.accountId,
        createdAt: tx.now,
        ...of,
      },
    });
    return { voucherId, bookingId, tillUserId };
  }, home.allianceId);
}

const tomorrow = () => addDays(toPlainDate(new Date()), 1);
const soon = () => addMinutes(new Date(), 24 * 60);
const asked = (proposedBy: 'holder' | 'provider') => ({ proposedBy, proposedStart: soon(), dueAt: soon() });
const past = () => ({
  state: 'confirmed' as const,
  startsAt: addMinutes(new Date(), -60),
  dueAt: soon(),
});
const late = () => ({
  state: 'missed' as const,
  startsAt: addMinutes(new Date(), -60),
  endedAt: new Date(),
  chargeableUntil: soon(),
});

/** A booking that the caller's side may answer. */
const answerable = (body?: () => object): Specimen => ({
  names: 'owner',
  make: async (world, { roles }) => {
    const { bookingId } = await plant(world, asked(roles.includes('provider') ? 'holder' : 'provider'));
    return { params: { bookingId }, ...(body ? { body: body() } : {}) };
  },
});

/** Of a booking its two sides alone read and write: its holder, who acts for them, and its provider. */
export const bookingSpecimens: Specimens = {
  proposeBooking: {
    names: 'owner',
    make: async (world) => {
      const { voucherId } = await plant(world);
      const placeId = world.offer.placeIds[0]!;
      return { body: { voucherId, placeId, day: tomorrow(), time: '10:00' } };
    },
  },
  listBookings: { names: 'nothing', make: () => ({ query: `day=${tomorrow()}&open=true` }) },
  getBooking: answerable(),
  confirmBooking: answerable(),
  moveBooking: answerable(() => ({ day: tomorrow(), time: '10:00' })),
  declineBooking: answerable(),
  cancelBooking: answerable(),
  missBooking: {
    names: 'owner',
    make: async (world) => ({ params: { bookingId: (await plant(world, past())).bookingId } }),
  },
  chargeBooking: {
    names: 'owner',
    make: async (world) => {
      const { bookingId, tillUserId } = await plant(world, late());
      return { params: { bookingId }, body: { tillUserId, pin } };
    },
  },
  publishCancellationTerms: {
    names: 'owner',
    make: ({ offer }) => ({ params: { serviceId: offer.serviceId }, body: { cancellationHours: 24 } }),
  },
};
