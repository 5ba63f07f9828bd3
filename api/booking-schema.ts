import { z } from 'zod';
import { clockTime, instantOf } from '../domain/time.ts';
import { BookingEnd, BookingSide, BookingState } from '../prisma/generated/enums.ts';
import { invalidField } from './invalid-field.ts';
import { id, instant, plainDate } from './schema.ts';

export const bookingParams = z.strictObject({ bookingId: id });

/** A moment as both sides read it off the clocks in Rome. */
export const momentFields = {
  day: plainDate,
  time: z
    .string()
    .regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/)
    .meta({ description: 'HH:mm on the clocks in Rome; of an hour that comes twice the first' }),
};

/** An hour that the clocks skip in spring is no moment to come at. */
export function momentOrThrow({ day, time }: { readonly day: string; readonly time: string }): Date {
  const moment = instantOf(day, time);
  if (clockTime(moment) !== time) throw skipped;
  return moment;
}

const skipped = invalidField('/body/time', {
  it: 'quel giorno l’ora legale salta quest’ora: ne indichi un’altra',
  en: 'the clocks skip that hour on that day: give another one',
});

export const bookingState = z.strictObject({
  id,
  state: z.enum(BookingState),
  startsAt: instant.nullable().meta({ description: 'What both agreed on' }),
  proposedStart: instant
    .nullable()
    .meta({ description: 'What one side proposes and the other has not answered' }),
  freeUntil: instant.nullable().meta({
    description:
      'The last instant at which its holder cancels what is agreed or proposed without consequence; null: always',
  }),
  chargeableUntil: instant.nullable().meta({
    description:
      'Until when the provider may take the voucher, whole, although nobody came, if it is still good',
  }),
});

export const bookingView = z
  .strictObject({
    ...bookingState.shape,
    title: z.string().meta({ description: 'The number of the voucher, or the code of the private order' }),
    service: z.string(),
    provider: z.strictObject({ id, name: z.string() }),
    place: z.strictObject({ id, name: z.string(), address: z.string() }),
    comes: z.string().nullable().meta({
      description: 'Who comes with a voucher: given name and initial; none of a private order',
    }),
    proposedBy: z.enum(BookingSide).nullable(),
    answerBy: instant.nullable().meta({ description: 'The last instant to answer what is proposed' }),
    cancellationHours: z
      .int()
      .nullable()
      .meta({ description: 'What the service asked for when it was booked; null: nothing' }),
    endedBy: z.enum(BookingSide).nullable(),
    endReason: z.enum(BookingEnd).nullable(),
  })
  .meta({ id: 'Booking', description: 'A moment that a holder and a provider agree on, or try to' });
