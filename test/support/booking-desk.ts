import { expect } from 'vitest';
import { textOf } from '../../activities/mail.ts';
import { voucherExpiryActivities } from '../../activities/voucher-expiry/index.ts';
import { clockTime, toPlainDate } from '../../domain/time.ts';
import type { Caller, Reply } from '../api/support.ts';
import { openTillDesk, pin, type ShownVoucher, type TillDesk } from './till-desk.ts';

/** A holder and a provider who book with each other, at a time that tests may move. */
export async function openBookingDesk() {
  const desk = await openTillDesk();
  const { api } = desk;
  const signedIn = {
    holder: await api.signIn('employee', { personId: desk.personId }),
    counter: desk.device,
  };
  const act = (who: Caller, id: unknown, what: string, body?: object): Promise<Reply> =>
    who.post(`/v1/bookings/${String(id)}/${what}`, body);
  const propose = ({ id }: ShownVoucher, hours: number, placeId = desk.provider.placeIds[0]!) =>
    signedIn.holder.post('/v1/bookings', { voucherId: id, placeId, ...momentIn(desk, hours) });
  const confirmed = async (voucher: ShownVoucher, hours: number) => {
    const { body, text } = await propose(voucher, hours);
    const agreed = await act(signedIn.counter, body['id'], 'confirmation');
    expect(agreed.status, text + agreed.text).toBe(200);
    return agreed.body;
  };
  return {
    ...desk,
    act,
    propose,
    confirmed,
    get holder() {
      return signedIn.holder;
    },
    get counter() {
      return signedIn.counter;
    },
    moment: (hours: number) => momentIn(desk, hours),
    place: () => desk.provider.placeIds[0]!,
    one: async (sketch: Parameters<TillDesk['issue']>[0] = {}) => (await desk.issue(sketch))[0]!,
    /** Agreed for less than a day from now, of a service that asks for a day's notice. */
    async cancelledLate(voucher: ShownVoucher): Promise<Reply> {
      const { id } = await confirmed(voucher, 20);
      return act(signedIn.holder, id, 'cancellation');
    },
    charge: (id: unknown) => act(signedIn.counter, id, 'charge', { tillUserId: desk.tillUserId, pin }),
    voidIt: ({ id }: ShownVoucher, reason: string) =>
      signedIn.holder.post(`/v1/vouchers/${id}/void`, { reason }),
    standing: (id: unknown) =>
      api.inAlliance((tx) => tx.db.booking.findUniqueOrThrow({ where: { id: String(id) } })),
    ofVoucher: ({ id }: ShownVoucher) =>
      api.inAlliance((tx) => tx.db.booking.findMany({ where: { voucherId: id, state: 'ended' } })),
    look: () => lookNow(desk),
    mails: (bookingId: unknown) => mailsAbout(desk, String(bookingId)),
    async publish(cancellationHours: number | null): Promise<void> {
      const path = `/v1/offered-services/${desk.provider.serviceId}/cancellation-terms`;
      expect((await signedIn.counter.post(path, { cancellationHours: 49 })).status).toBe(422);
      expect((await signedIn.counter.post(path, { cancellationHours })).status).toBe(200);
    },
    /** Has the provider's account see one place only, or all of them. */
    standAt: (placeId: string | null) =>
      api.inAlliance((tx) =>
        tx.db.account.update({
          where: { id: signedIn.counter.accountId },
          data: { placeId, responsible: placeId === null },
        }),
      ),
    suspendRival: (days: number) => suspendedFor(desk, days),
    /** Moves everybody's clock; sessions end by the hour. */
    async later(minutes: number): Promise<void> {
      desk.later(minutes);
      signedIn.holder = await api.signIn('employee', { personId: desk.personId });
      signedIn.counter = await desk.atDesk(desk.provider);
    },
  };
}

export type BookingDesk = Awaited<ReturnType<typeof openBookingDesk>>;

/** So many hours from now, to the minute. */
function momentIn(desk: TillDesk, hours: number) {
  const at = new Date(desk.now().getTime() + hours * 3_600_000);
  return { day: toPlainDate(at), time: clockTime(at) };
}

/** What `voucherExpiry` does when it wakes, until nothing is due. */
async function lookNow({ api }: TillDesk) {
  const { allianceId } = api.test;
  const { handleDueVouchers } = voucherExpiryActivities(api.services);
  let handled = await handleDueVouchers({ allianceId });
  while (handled.next || handled.sleepMs === 0)
    handled = await handleDueVouchers({ allianceId, ...(handled.next ? { after: handled.next } : {}) });
  return handled;
}

/** What was written about a booking, in the order of time. */
function mailsAbout({ api }: TillDesk, subjectId: string) {
  return api.inAlliance(async (tx) => {
    const where = { subjectKind: 'booking', subjectId };
    const rows = await tx.db.mail.findMany({ where, orderBy: { id: 'asc' } });
    return Promise.all(
      rows.map(async ({ id, template, recipientKind, recipientId, sealed }) => {
        const key =
          recipientKind === 'person'
            ? { kind: 'person' as const, id: recipientId }
            : { kind: 'alliance' as const, id: tx.allianceId };
        const { params } = await api.vault.open<{ params: unknown }>(tx, key, `mail/${id}`, sealed!);
        return { to: recipientKind, text: JSON.stringify(textOf(template, params, sender)) };
      }),
    );
  });
}

function suspendedFor({ api, rival, personId }: TillDesk, days: number) {
  return api.inAlliance((tx) =>
    tx.db.suspension.create({
      data: {
        allianceId: tx.allianceId,
        organisationId: rival.organisationId,
        role: 'provider',
        ground: 'durc',
        subjectKind: 'document',
        subjectId: personId,
        since: new Date(tx.now.getTime() - days * 86_400_000),
      },
    }),
  );
}

const sender = { allianceName: 'Alleanza', publicUrl: 'http://localhost' };
