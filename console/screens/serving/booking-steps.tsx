import { useTranslation } from 'react-i18next';
import { serviceNow } from '../../client/service-clock.ts';
import { useWrite } from '../../client/use-write.ts';
import { AskedTwice } from '../../parts/asked-twice.tsx';
import { MomentForm } from '../../parts/moment-form.tsx';
import { Opener } from '../../parts/opener.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { day, moment } from '../../words/format.ts';
import { agreedOf, groupOf, momentOf, type Booking } from './booking-groups.ts';
import { ChargeForm } from './charge-form.tsx';

interface Deciding {
  readonly booking: Booking;
  readonly onDone: (words: string) => void;
}

export interface Stepping extends Deciding {
  /** Whether another moment is being proposed. */
  readonly isMoving: boolean;
  readonly onMoving: (isMoving: boolean) => void;
}

/** What the provider can do with a booking as it stands. */
export function BookingSteps({ booking, onDone, ...moving }: Stepping) {
  const group = groupOf(booking);
  if (group === 'ended') return null;
  return group === 'chargeable' ? (
    <ChargeForm booking={booking} onDone={onDone} />
  ) : (
    <OpenSteps booking={booking} onDone={onDone} {...moving} />
  );
}

function OpenSteps({ booking, isMoving, onMoving, onDone }: Stepping) {
  const { t } = useTranslation('serving');
  const about = momentOf(booking);
  const when = about ? moment(about) : '';
  const move = useWrite('moveBooking', ({ proposedStart }) => {
    onMoving(false);
    onDone(t('booking.moved', { when: proposedStart ? moment(proposedStart) : '' }));
  });
  const group = groupOf(booking);
  const params = { bookingId: booking.id };
  return (
    <>
      <div className="console-actions my-0">
        {group === 'toAnswer' && <Answers booking={booking} when={when} onDone={onDone} />}
        <Opener label={t('booking.move')} about={when} isOpen={isMoving} onSet={onMoving} />
        {/* Of what was never agreed there is nothing to cancel for whoever may decline it. */}
        {(group !== 'toAnswer' || booking.startsAt) && <Endings booking={booking} onDone={onDone} />}
      </div>
      {isMoving && (
        <div className="mt-3">
          <p>{t(booking.startsAt ? 'booking.move.words' : 'booking.move.words.proposed')}</p>
          <MomentForm
            name={`move-${booking.id}`}
            places={[]}
            write={move}
            submit={t('booking.move.do')}
            onSend={({ day: on, time }) => move.mutate({ params, body: { day: on, time } })}
          />
        </div>
      )}
    </>
  );
}

/** Yes or no to what the other side proposed. */
function Answers({ booking, when, onDone }: Deciding & { readonly when: string }) {
  const { t } = useTranslation('serving');
  const accept = useWrite('confirmBooking', () => onDone(t('booking.confirmed', { when })));
  const decline = useWrite('declineBooking', ({ startsAt }) =>
    onDone(
      startsAt ? t('booking.declined.holds', { when: moment(startsAt) }) : t('booking.declined', { when }),
    ),
  );
  const params = { bookingId: booking.id };
  const error = accept.error ?? decline.error;
  return (
    <>
      {error && <ProblemNotice error={error} />}
      <button
        type="button"
        className="btn btn-primary"
        aria-label={`${t('booking.accept')}: ${when}`}
        disabled={accept.isPending}
        onClick={() => accept.mutate({ params })}
      >
        {t('booking.accept')}
      </button>
      <button
        type="button"
        className="btn btn-outline-primary"
        aria-label={`${t('booking.decline')}: ${when}`}
        disabled={decline.isPending}
        onClick={() => decline.mutate({ params })}
      >
        {t('booking.decline')}
      </button>
    </>
  );
}

/** That nobody came is said after the moment; both end the booking, so they are asked twice. */
function Endings({ booking, onDone }: Deciding) {
  const { t } = useTranslation('serving');
  const agreed = agreedOf(booking);
  const when = agreed ? moment(agreed) : '';
  const cancel = useWrite('cancelBooking', () => onDone(t('booking.cancelled', { when })));
  const miss = useWrite('missBooking', ({ chargeableUntil }) =>
    onDone(
      chargeableUntil
        ? t('booking.missed.chargeable', { when, day: day(chargeableUntil) })
        : t('booking.missed', { when }),
    ),
  );
  const params = { bookingId: booking.id };
  const error = cancel.error ?? miss.error;
  const isPast = booking.startsAt !== null && Date.parse(booking.startsAt) < serviceNow();
  return (
    <>
      {error && <ProblemNotice error={error} />}
      {isPast && (
        <AskedTwice
          label={t('booking.miss')}
          about={when}
          sure={t('booking.miss.sure')}
          yes={t('booking.miss.yes')}
          isPending={miss.isPending}
          onDo={() => miss.mutate({ params })}
        />
      )}
      <AskedTwice
        label={t('booking.cancel')}
        about={when}
        sure={t('booking.cancel.sure')}
        yes={t('booking.cancel.yes')}
        isPending={cancel.isPending}
        onDo={() => cancel.mutate({ params })}
      />
    </>
  );
}
