import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { Tag } from '../../parts/tag.tsx';
import { useComuni } from '../../parts/use-comuni.ts';
import { day, romeToday } from '../../words/format.ts';
import { PlaceForm } from '../provider/place-form.tsx';
import { DayForm } from './day-form.tsx';
import type { Offer } from './offer.tsx';

/** Where one works: places opened, and closed from a day on; orders given before stay. */
export function OfferedPlaces({ offer: { organisationId, places } }: { readonly offer: Offer }) {
  const { t } = useTranslation('provider');
  const open = useWrite('openPlace');
  return (
    <section className="mt-5" aria-labelledby="places">
      <h2 id="places" className="h4">
        {t('offer.places')}
      </h2>
      {places.length === 0 && <p>{t('places.none')}</p>}
      <ul className="console-rows">
        {places.map((place) => (
          <Row key={place.id} place={place} />
        ))}
      </ul>
      <details>
        <summary className="py-1">{t('place.new')}</summary>
        <p role="status">{open.isSuccess ? t('saved') : ''}</p>
        <PlaceForm
          name="new-place"
          error={open.error}
          isBusy={open.isPending}
          onSend={(body, sent) => open.mutate({ params: { organisationId }, body }, { onSuccess: sent })}
        />
      </details>
    </section>
  );
}

function Row({
  place: { id, name, address, comuneIstat, closedOn },
}: {
  readonly place: Offer['places'][number];
}) {
  const { t } = useTranslation('provider');
  const { nameOf } = useComuni();
  const close = useWrite('closePlace');
  const isClosed = closedOn !== null && closedOn <= romeToday();
  return (
    <li>
      <h3 className="h5 mb-1">{name}</h3>
      <p className="mb-1">
        {`${address}, ${nameOf(comuneIstat)}`}{' '}
        {closedOn && (
          <Tag tone={isClosed ? 'plain' : 'soon'}>{t('offer.closed', { day: day(closedOn) })}</Tag>
        )}
      </p>
      {close.error && <ProblemNotice error={close.error} />}
      {!isClosed && closedOn === null && (
        <DayForm
          name={`close-${id}`}
          summary={t('offer.close')}
          about={name}
          label={t('offer.close.day')}
          send={t('offer.close.send')}
          error={close.error}
          isBusy={close.isPending}
          onSend={(on) => close.mutate({ params: { placeId: id }, body: { closedOn: on } })}
        />
      )}
      {!isClosed && closedOn !== null && (
        <button
          type="button"
          className="btn btn-outline-primary btn-sm"
          disabled={close.isPending}
          aria-label={`${t('offer.stayOpen')}: ${name}`}
          onClick={() => close.mutate({ params: { placeId: id }, body: { closedOn: null } })}
        >
          {t('offer.stayOpen')}
        </button>
      )}
    </li>
  );
}
