import { useTranslation } from 'react-i18next';
import { Tag, type Tone } from '../../parts/tag.tsx';
import { day, moment } from '../../words/format.ts';
import { groupOf, isAhead, momentOf, type Booking } from './booking-groups.ts';
import { BookingSteps, type Stepping } from './booking-steps.tsx';

const tones: Partial<Record<Booking['state'], Tone>> = {
  proposed: 'soon',
  confirmed: 'good',
  missed: 'late',
};

/** A moment, who comes for what, where, and what can be done with it. */
export function BookingRow({ booking, ...steps }: Stepping) {
  const { t } = useTranslation('serving');
  const { state, service, title, comes, place, endedBy, endReason } = booking;
  const about = momentOf(booking);
  return (
    <li>
      <h3 className="h5 mb-1">{about ? moment(about) : t('booking.noMoment')}</h3>
      <p className="mb-1">
        <Tag tone={tones[state] ?? 'plain'}>{t(`booking.state.${state}`)}</Tag> {service}
        {comes && ` · ${comes}`} · {title}
      </p>
      <p className="mb-1">{t('booking.at', { name: place.name, address: place.address })}</p>
      <Move booking={booking} />
      {endReason && <p className="mb-1">{t(`booking.end.${endReason}`)}</p>}
      {!endReason && endedBy && state === 'cancelled' && (
        <p className="mb-1">{t(`booking.endedBy.${endedBy}`)}</p>
      )}
      <Terms booking={booking} />
      <BookingSteps booking={booking} {...steps} />
    </li>
  );
}

/** Of two moments, the one that does not stand on top. */
function Move({ booking }: { readonly booking: Booking }) {
  const { t } = useTranslation('serving');
  const { startsAt, proposedStart } = booking;
  if (!startsAt || !proposedStart) return null;
  return (
    <p className="mb-1">
      {momentOf(booking) === startsAt
        ? t('booking.asked', { when: moment(proposedStart) })
        : t('booking.holds', { when: moment(startsAt) })}
    </p>
  );
}

/** Until when to answer, and what follows when nobody comes: the voucher whole or nothing, and never money. */
function Terms({ booking }: { readonly booking: Booking }) {
  const { t } = useTranslation('serving');
  const { answerBy, proposedBy, startsAt, freeUntil, cancellationHours, chargeableUntil } = booking;
  const group = groupOf(booking);
  // Whoever asked for another moment and was not answered yet has given up what was agreed.
  const gaveUp = proposedBy === 'provider';
  if (group === 'ended') return null;
  if (group === 'chargeable' && chargeableUntil)
    return <p className="mb-2">{t('booking.chargeable', { day: day(chargeableUntil) })}</p>;
  return (
    <>
      {answerBy && proposedBy && (
        <p className="mb-1">{t(`booking.answerBy.${proposedBy}`, { when: moment(answerBy) })}</p>
      )}
      <p className="mb-2">
        {cancellationHours === null || !freeUntil
          ? t('booking.free.always')
          : isAhead(freeUntil)
            ? t('booking.free', { when: moment(freeUntil) })
            : startsAt && t(gaveUp ? 'booking.late.gaveUp' : 'booking.late', { when: moment(freeUntil) })}
        {group === 'past' && ` ${t('booking.past')}`}
      </p>
    </>
  );
}
