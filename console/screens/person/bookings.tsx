import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { useList } from '../../client/use-read.ts';
import { useWrite } from '../../client/use-write.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { moment } from '../../words/format.ts';
import { today } from './days.ts';
import { ErrorSummary } from './error-summary.tsx';
import type { Voucher } from './voucher-card.tsx';

/** When the voucher is to be used: what is agreed or proposed, or a proposal to make. */
export function Bookings({ voucher }: { readonly voucher: Voucher }) {
  const { t } = useTranslation('person');
  const bookings = useList('listBookings', { query: { open: 'true' } });
  const booking = bookings.items?.find(({ title }) => title === voucher.number);
  if (bookings.error) return <ProblemNotice error={bookings.error} onAgain={() => void bookings.refetch()} />;
  if (!bookings.items) return null;
  return (
    <section className="mt-5 no-print" aria-labelledby="book">
      <h2 id="book" className="h4">
        {t('book.title')}
      </h2>
      {booking ? <Agreed booking={booking} /> : <Propose voucher={voucher} />}
    </section>
  );
}

function Agreed({ booking }: { readonly booking: Answer<'listBookings'>['items'][number] }) {
  const { t } = useTranslation('person');
  const accept = useWrite('confirmBooking');
  const cancel = useWrite('cancelBooking');
  const { startsAt, proposedStart, proposedBy, freeUntil } = booking;
  const params = { bookingId: booking.id };
  const error = accept.error ?? cancel.error;
  return (
    <>
      {error && <ProblemNotice error={error} />}
      {startsAt && <p>{t('book.state.confirmed', { when: moment(startsAt) })}</p>}
      {proposedStart && (
        <p>
          {t(proposedBy === 'provider' ? 'book.answer' : 'book.state.proposed', {
            when: moment(proposedStart),
          })}
        </p>
      )}
      {freeUntil && <p>{t('book.free', { when: moment(freeUntil) })}</p>}
      <p className="d-flex flex-wrap gap-3">
        {proposedStart && proposedBy === 'provider' && (
          <button
            type="button"
            className="btn btn-primary"
            disabled={accept.isPending}
            onClick={() => accept.mutate({ params })}
          >
            {t('book.accept')}
          </button>
        )}
        <button
          type="button"
          className="btn btn-outline-primary"
          disabled={cancel.isPending}
          onClick={() => cancel.mutate({ params })}
        >
          {t('book.cancel')}
        </button>
      </p>
    </>
  );
}

function Propose({ voucher }: { readonly voucher: Voucher }) {
  const { t } = useTranslation('person');
  const [asked, setAsked] = useState({ placeId: voucher.places[0]?.id ?? '', day: '', time: '' });
  const [missing, setMissing] = useState(false);
  const propose = useWrite('proposeBooking');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const incomplete = asked.day === '' || asked.time === '';
    setMissing(incomplete);
    if (!incomplete) propose.mutate({ body: { ...asked, voucherId: voucher.id } });
  };
  return (
    <form className="console-search" noValidate onSubmit={submit}>
      {missing && (
        <ErrorSummary
          faults={[{ field: asked.day === '' ? 'book-day' : 'book-time', message: t('book.missing') }]}
        />
      )}
      {propose.error && <ProblemNotice error={propose.error} />}
      <p>{t('book.words')}</p>
      <div>
        <label htmlFor="book-place">{t('book.place')}</label>
        <select
          id="book-place"
          className="form-select"
          value={asked.placeId}
          onChange={(event) => setAsked({ ...asked, placeId: event.target.value })}
        >
          {voucher.places.map(({ id, name, address }) => (
            <option key={id} value={id}>
              {name}, {address}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label htmlFor="book-day">{t('book.day')}</label>
        <input
          id="book-day"
          type="date"
          className="form-control"
          min={today()}
          value={asked.day}
          onChange={(event) => setAsked({ ...asked, day: event.target.value })}
        />
      </div>
      <div>
        <label htmlFor="book-time">{t('book.time')}</label>
        <input
          id="book-time"
          type="time"
          className="form-control"
          value={asked.time}
          onChange={(event) => setAsked({ ...asked, time: event.target.value })}
        />
      </div>
      <button type="submit" className="btn btn-primary" disabled={propose.isPending}>
        {t('book.do')}
      </button>
    </form>
  );
}
