import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useList } from '../../client/use-read.ts';
import { Field } from '../../parts/field.tsx';
import { Filters } from '../../parts/filters.tsx';
import { Heading } from '../../parts/heading.tsx';
import { More } from '../../parts/more.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { byMoment, groups, shownIn, type Booking, type Group } from './booking-groups.ts';
import { BookingRow } from './booking-row.tsx';
import { useMinute } from './use-minute.ts';

const shown = ['open', 'ended'] as const;

/** The moments that people ask for, have agreed on, or did not come to; opens on what is to be done, the urgent first. */
export default function Bookings() {
  const { t } = useTranslation('serving');
  const [search, setSearch] = useSearchParams();
  const show = shown.find((known) => known === search.get('show')) ?? 'open';
  const day = /^\d{4}-\d\d-\d\d$/.exec(search.get('day') ?? '')?.[0] ?? '';
  const ofDay = day ? { day } : {};
  const bookings = useList('listBookings', {
    query:
      show === 'open'
        ? { open: 'true', ...ofDay, limit: 200 }
        : { open: 'false', ...ofDay, order: 'newestFirst', limit: 200 },
  });
  const chargeable = useList('listBookings', { query: { chargeable: 'true', ...ofDay, limit: 200 } });
  useMinute();
  const [done, setDone] = useState('');
  const status = useRef<HTMLParagraphElement>(null);
  const finish = (words: string) => {
    setDone(words);
    // The row that had the focus is somewhere else now.
    status.current?.focus();
  };
  const choose = (next: { readonly show?: string; readonly day?: string }) => {
    const chosen = { show, day, ...next };
    setDone('');
    setSearch(
      {
        ...(chosen.show === 'open' ? {} : { show: chosen.show }),
        ...(chosen.day ? { day: chosen.day } : {}),
      },
      { replace: true },
    );
  };
  // What is to be taken stands among what is to be followed: without it nobody can say that there is nothing.
  const lists = show === 'open' ? [bookings, chargeable] : [bookings];
  const isWhole = lists.every(({ items, hasNextPage }) => items && !hasNextPage);
  return (
    <>
      <Heading>{t('bookings.title')}</Heading>
      <p>{t('bookings.words')}</p>
      <Filters
        name={t('bookings.filters')}
        options={shown.map((value) => ({ value, label: t(`bookings.show.${value}`) }))}
        chosen={show}
        onChoose={(value) => choose({ show: value })}
      />
      <DayFilter day={day} onChoose={(chosen) => choose({ day: chosen })} />
      <p ref={status} role="status" tabIndex={-1} className="mt-3">
        {done}
      </p>
      <ReadStates of={bookings} />
      {show === 'open' && chargeable.error && <ProblemNotice error={chargeable.error} />}
      {bookings.items && (
        <Grouped
          bookings={lists.flatMap(({ items }) => items ?? [])}
          show={show}
          isWhole={isWhole}
          onDone={finish}
        />
      )}
      <More list={bookings} />
    </>
  );
}

function DayFilter({ day, onChoose }: { readonly day: string; readonly onChoose: (day: string) => void }) {
  const { t } = useTranslation('serving');
  return (
    <div className="console-search mt-3">
      <Field label={t('bookings.day')} optional>
        {(control) => (
          <input {...control} type="date" value={day} onChange={({ target }) => onChoose(target.value)} />
        )}
      </Field>
      {day && (
        <button type="button" className="btn btn-outline-primary" onClick={() => onChoose('')}>
          {t('bookings.day.any')}
        </button>
      )}
    </div>
  );
}

/** Each under what is to be done with it. */
function Grouped({
  bookings,
  show,
  isWhole,
  onDone,
}: {
  readonly bookings: readonly Booking[];
  readonly show: (typeof shown)[number];
  readonly isWhole: boolean;
  readonly onDone: (words: string) => void;
}) {
  const { t } = useTranslation('serving');
  // Where a row stood when somebody began to type in it: there it stays, whatever passes or is answered meanwhile.
  const [moving, setMoving] = useState<Readonly<Record<string, Group | undefined>>>({});
  if (bookings.length === 0 && isWhole)
    return (
      <div className="console-empty">
        <p>{t(`bookings.empty.${show}`)}</p>
        <Link className="btn btn-primary" to="/offer">
          {t('bookings.empty.next')}
        </Link>
      </div>
    );
  return groups.map((group: Group) => {
    const members = bookings
      .filter((booking) => shownIn(booking, moving[booking.id]) === group)
      .toSorted(byMoment);
    if (members.length === 0) return null;
    return (
      <section key={group} className="mt-4" aria-labelledby={group}>
        <h2 id={group} className="h4">
          {t(`bookings.group.${group}`)}
        </h2>
        <ul className="console-rows">
          {(group === 'ended' ? members.toReversed() : members).map((booking) => (
            <BookingRow
              key={booking.id}
              booking={booking}
              isMoving={moving[booking.id] !== undefined}
              onMoving={(isMoving) => setMoving({ ...moving, [booking.id]: isMoving ? group : undefined })}
              onDone={onDone}
            />
          ))}
        </ul>
      </section>
    );
  });
}
