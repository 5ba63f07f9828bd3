import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { serviceNow } from '../../client/service-clock.ts';
import { useList } from '../../client/use-read.ts';
import { useWrite } from '../../client/use-write.ts';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { moment } from '../../words/format.ts';
import { MomentForm } from '../../parts/moment-form.tsx';
import type { Voucher } from './voucher-card.tsx';

type Booking = Answer<'listBookings'>['items'][number];

/** When the voucher is to be used: what is agreed or proposed, or a proposal to make. */
export function Bookings({ voucher }: { readonly voucher: Voucher }) {
  const { t } = useTranslation('person');
  const bookings = useList('listBookings', { query: { open: 'true' } });
  const propose = useWrite('proposeBooking');
  const booking = bookings.items?.find(({ title }) => title === voucher.number);
  if (bookings.error) return <ProblemNotice error={bookings.error} onAgain={() => void bookings.refetch()} />;
  if (!bookings.items) return <Loading />;
  return (
    <section className="mt-5 no-print" aria-labelledby="book">
      <h2 id="book" className="h4">
        {t('book.title')}
      </h2>
      {booking ? (
        <Standing key={booking.id} booking={booking} />
      ) : (
        <>
          <p>{t('book.words')}</p>
          <MomentForm
            name="book"
            places={voucher.places}
            write={propose}
            submit={t('book.do')}
            onSend={(asked) => propose.mutate({ body: { ...asked, voucherId: voucher.id } })}
          />
        </>
      )}
    </section>
  );
}

/** What is agreed and what is proposed, and what either costs to give up. */
function Standing({ booking }: { readonly booking: Booking }) {
  const { t } = useTranslation('person');
  const [isMoving, setMoving] = useState(false);
  const move = useWrite('moveBooking', () => setMoving(false));
  const { startsAt, proposedStart, proposedBy, answerBy, place } = booking;
  return (
    <>
      {startsAt && <p>{t('book.state.confirmed', { when: moment(startsAt) })}</p>}
      {proposedStart && (
        <p>
          {t(proposedBy === 'provider' ? 'book.answer' : 'book.state.proposed', {
            when: moment(proposedStart),
          })}{' '}
          {answerBy &&
            (answerBy === proposedStart
              ? t('book.answerBy.itself')
              : t('book.answerBy', { when: moment(answerBy) }))}
        </p>
      )}
      <p>
        {t('book.at', { name: place.name, address: place.address })} <Cost booking={booking} />
      </p>
      <Steps booking={booking} onMove={() => setMoving(!isMoving)} isMoving={isMoving} />
      {isMoving && (
        <>
          <p>{t(startsAt ? 'book.move.words' : 'book.move.words.proposed')}</p>
          <MomentForm
            name="move"
            places={[]}
            write={move}
            submit={t('book.move.do')}
            onSend={({ day, time }) =>
              move.mutate({ params: { bookingId: booking.id }, body: { day, time } })
            }
          />
        </>
      )}
    </>
  );
}

/** Only what is agreed and the provider does not want to move, of a service that asks for notice, can cost anything. */
function Cost({ booking }: { readonly booking: Booking }) {
  const { t } = useTranslation('person');
  const { startsAt, proposedBy, freeUntil, cancellationHours } = booking;
  if (cancellationHours === null || !freeUntil) return t('book.free.always');
  if (startsAt === null || proposedBy === 'provider') return t('book.free.now');
  if (Date.parse(freeUntil) < serviceNow()) return <strong>{t('book.late')}</strong>;
  return t('book.free', { when: moment(freeUntil) });
}

function Steps({
  booking,
  isMoving,
  onMove,
}: {
  readonly booking: Booking;
  readonly isMoving: boolean;
  readonly onMove: () => void;
}) {
  const { t } = useTranslation('person');
  const accept = useWrite('confirmBooking');
  const decline = useWrite('declineBooking');
  const cancel = useWrite('cancelBooking');
  const params = { bookingId: booking.id };
  const error = accept.error ?? decline.error ?? cancel.error;
  const isAsked = booking.proposedStart !== null && booking.proposedBy === 'provider';
  return (
    <>
      {error && <ProblemNotice error={error} />}
      <div className="console-actions">
        {isAsked && (
          <>
            <button
              type="button"
              className="btn btn-primary"
              disabled={accept.isPending}
              onClick={() => accept.mutate({ params })}
            >
              {t('book.accept')}
            </button>
            <button
              type="button"
              className="btn btn-outline-primary"
              disabled={decline.isPending}
              onClick={() => decline.mutate({ params })}
            >
              {t('book.decline')}
            </button>
          </>
        )}
        <button type="button" className="btn btn-outline-primary" aria-expanded={isMoving} onClick={onMove}>
          {t('book.move')}
        </button>
        <button
          type="button"
          className="btn btn-outline-primary"
          disabled={cancel.isPending}
          onClick={() => cancel.mutate({ params })}
        >
          {t('book.cancel')}
        </button>
      </div>
    </>
  );
}
