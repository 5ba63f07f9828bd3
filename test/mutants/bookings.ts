import type { AnyMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

const bookings = 'test/bookings.test.ts';
const answer = 'activities/booking/answer.ts';
const propose = 'activities/booking/propose.ts';
const charge = 'activities/booking/charge.ts';
const rule = 'activities/booking/rule.ts';
const access = 'api/booking-access.ts';

/** What keeps a booking an agreement of two, and a late cancellation from costing more than was said. */
export const bookingMutants: readonly AnyMutant[] = [
  {
    name: 'bookings: what ended changes again',
    sql: 'DROP TRIGGER booking_guard ON booking',
    provenBy: bookings,
  },
  ...provenBy(bookings, [
    ['bookings: one side answers itself', answer, 'proposedBy === side || '],
    [
      'bookings: an answer after the last instant',
      answer,
      ' || dueAt! < tx.now) throw nothingAsked',
      ') throw nothingAsked',
    ],
    [
      'bookings: nobody came, before the moment',
      answer,
      'booking.startsAt > tx.now) throw notYet',
      'false) throw notYet',
    ],
    [
      'bookings: cancelled after the moment',
      answer,
      "  if (side === 'holder' && booking.startsAt && booking.startsAt <= tx.now) throw begun;\n",
    ],
    [
      'bookings: one outlives its redeemed voucher',
      'activities/till/capture.ts',
      'WHERE booking.voucher_id = spent.id AND booking.state',
      'WHERE false AND booking.state',
    ],
    ['bookings: an agreement forgives nothing', answer, 'data: { chargeableUntil: null },', 'data: {},'],
    [
      'bookings: beyond the voucher',
      propose,
      '  if (voucher && start > voucher.expiresAt) throw beyondVoucher(toPlainDate(voucher.expiresAt));\n',
    ],
    ['bookings: in the past', propose, '  if (start <= tx.now) throw past;\n'],
    [
      'bookings: at a provider that stopped',
      propose,
      'redeemableUntil(stoppedOn) < toPlainDate(start)',
      'false',
    ],
    [
      'bookings: at somebody else’s place',
      propose,
      '  if (!open.some(({ place }) => place.id === asked.placeId)) throw notThere;\n',
    ],
    ['bookings: more than an order’s units', propose, '    if (taken >= order.units) throw bookedAlready;\n'],
    [
      'bookings: nobody waits for whoever has the voucher',
      'activities/booking/lock.ts',
      "await lockRow(tx, 'voucher', voucherId, 'NO KEY UPDATE')",
      'await tx.db.voucher.findUniqueOrThrow({ where: { id: voucherId } })',
    ],
    ['bookings: charged although the days are over', charge, ' && chargeableUntil >= now'],
    [
      'bookings: charged although nothing may be',
      charge,
      '!voucher || !mayCharge(booking, tx.now)',
      '!voucher',
    ],
    ['bookings: late although in time', rule, 'isLate: missed ?? tx.now > last,', 'isLate: true,'],
    [
      'bookings: charged by whom cancelled it',
      rule,
      "by === 'provider' || booking.proposedBy === 'provider'",
      'false',
    ],
    [
      'bookings: the Fund pays for nobody',
      rule,
      'paidByFund: voucher.awardId !== null,',
      'paidByFund: false,',
    ],
    [
      'bookings: withdrawn by voiding',
      'activities/voucher/void.ts',
      '  if (mayBeCharged) await refuseWhileChargeable(tx, voucher);\n',
    ],
    [
      'bookings: one outlives its voided voucher',
      'activities/voucher/void.ts',
      "  await endBookings(tx, { vault }, { voucherId: { in: [id] } }, 'voucherVoided');\n",
    ],
    [
      'bookings: one outlives its lapsed voucher',
      'activities/voucher-expiry/end-vouchers.ts',
      '  await endBookings(tx, services, { voucherId: { in: endings.map(({ id }) => id) } }, reason);\n',
    ],
    [
      'bookings: one outlives its order',
      'activities/voucher/private-order.ts',
      "  await endBookings(tx, { vault }, { privateOrderId: order.id }, 'orderCancelled');\n",
    ],
    [
      'bookings: nobody looks when nobody answers',
      'activities/voucher-expiry/index.ts',
      '  if (!after && (await closeDueBookings(tx, services)) > 0) return { sleepMs: 0 };\n',
    ],
    ['bookings: another place’s are seen', access, '...(placeId === null ? {} : { placeId })'],
    [
      'bookings: any notice is published',
      'api/cancellation-terms.ts',
      '    if ((body.cancellationHours ?? 0) > longestNoticeHours) throw tooLong(longestNoticeHours);\n',
    ],
    [
      'bookings: at an hour that does not exist',
      'api/booking-schema.ts',
      '  if (clockTime(moment) !== time) throw skipped;\n',
    ],
  ]),
];
