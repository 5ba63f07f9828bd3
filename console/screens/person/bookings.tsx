import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { useList } from '../../client/use-read.ts';
import { useWrite } from '../../client/use-write.ts';
import { Field } from '../../parts/field.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useMissing } from '../../parts/use-missing.tsx';
import { moment, romeToday } from '../../words/format.ts';
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
  const propose = useWrite('proposeBooking');
  const missing = useMissing([
    { name: 'book-day', label: t('book.day'), value: asked.day },
    { name: 'book-time', label: t('book.time'), value: asked.time },
  ]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (missing.isComplete()) propose.mutate({ body: { ...asked, voucherId: voucher.id } });
  };
  return (
    <form className="console-search" noValidate onSubmit={submit}>
      {missing.summary}
      {propose.error && <ProblemNotice error={propose.error} />}
      <p>{t('book.words')}</p>
      <Field label={t('book.place')}>
        {(control) => (
          <select
            {...control}
            value={asked.placeId}
            onChange={(event) => setAsked({ ...asked, placeId: event.target.value })}
          >
            {voucher.places.map(({ id, name, address }) => (
              <option key={id} value={id}>
                {name}, {address}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field id="book-day" label={t('book.day')} error={missing.at('book-day')}>
        {(control) => (
          <input
            {...control}
            type="date"
            min={romeToday()}
            value={asked.day}
            onChange={(event) => setAsked({ ...asked, day: event.target.value })}
          />
        )}
      </Field>
      <Field id="book-time" label={t('book.time')} error={missing.at('book-time')}>
        {(control) => (
          <input
            {...control}
            type="time"
            value={asked.time}
            onChange={(event) => setAsked({ ...asked, time: event.target.value })}
          />
        )}
      </Field>
      <button type="submit" className="btn btn-primary" disabled={propose.isPending}>
        {t('book.do')}
      </button>
    </form>
  );
}
