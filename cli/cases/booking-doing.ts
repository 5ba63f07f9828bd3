import { z } from 'zod';
import { clockTime, toPlainDate } from '../../domain/time.ts';
import type { Play } from './actions.ts';
import type { bookingActions } from './booking-words.ts';
import type { Expectations } from './expectations.ts';
import type { Answer } from './http.ts';
import type { Compare } from './look.ts';
import { succeeded } from './organisations.ts';
import type { Step } from './steps.ts';

type Doing = {
  readonly [Name in keyof typeof bookingActions]: (
    play: Play,
    step: Step,
    details: NonNullable<Step[Name]>,
  ) => Promise<Answer>;
};

const made = z.object({ id: z.uuid() });
const view = z.object({
  state: z.string(),
  startsAt: z.string().nullable(),
  freeUntil: z.string().nullable(),
  chargeableUntil: z.string().nullable(),
});
const onClocks = (at: Date) => ({ day: toPlainDate(at), time: clockTime(at) });

/** Either side says the same to a booking; which one it is follows from who says it. */
const say =
  (what: string) =>
  ({ stage, vouchers }: Play, { who = '' }: Step, name: string): Promise<Answer> =>
    stage.caller(who).write(`/v1/bookings/${vouchers.booking(name).id}/${what}`);

/** What holders and providers say to the service about bookings. */
export const bookingDoing: Doing = {
  'publishes a notice': async ({ stage, vouchers }, { who = '' }, { service, hours }) => {
    const path = `/v1/offered-services/${await vouchers.serviceId(who, service)}/cancellation-terms`;
    return stage.caller(who).write(path, { cancellationHours: hours });
  },
  books: async ({ stage, vouchers }, { who: holder = '' }, { booking, voucher, provider, at }) => {
    const body = { voucherId: vouchers.held(voucher).id, placeId: await vouchers.placeId(provider) };
    const answer = await stage.caller(holder).write('/v1/bookings', { ...body, ...onClocks(at) });
    if (succeeded(answer)) vouchers.bookings.set(booking, { id: made.parse(answer.body).id, holder });
    return answer;
  },
  'moves the booking': ({ stage, vouchers }, { who = '' }, { booking, at }) =>
    stage.caller(who).write(`/v1/bookings/${vouchers.booking(booking).id}/move`, onClocks(at)),
  'confirms the booking': say('confirmation'),
  'declines the booking': say('refusal'),
  'cancels the booking': say('cancellation'),
  'says nobody came': say('no-show'),
  'charges the booking': async ({ stage, vouchers }, { who = '' }, name) =>
    stage.caller(who).write(`/v1/bookings/${vouchers.booking(name).id}/charge`, await vouchers.till(who)),
};

/** Compares what a case expects of bookings with what their holders read. */
export async function lookAtBookings(
  { stage, vouchers }: Play,
  expected: Expectations,
  compare: Compare,
): Promise<void> {
  for (const [name, one] of Object.entries(expected.bookings ?? {})) {
    const { id, holder } = vouchers.booking(name);
    const found = await stage.caller(holder).read(`/v1/bookings/${id}`, view);
    compare(`bookings / ${name} / state`, one.state, found.state);
    compare(`bookings / ${name} / at`, one.at?.toISOString(), found.startsAt);
    compare(`bookings / ${name} / free until`, one['free until']?.toISOString(), found.freeUntil);
    compare(`bookings / ${name} / chargeable`, one.chargeable, found.chargeableUntil ? 'yes' : 'no');
  }
}
