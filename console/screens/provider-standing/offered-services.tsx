import { useTranslation } from 'react-i18next';
import { categoryTraits } from '../../../domain/provider-service.ts';
import { useWrite } from '../../client/use-write.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { Tag } from '../../parts/tag.tsx';
import { day, money, romeToday } from '../../words/format.ts';
import { spoken } from '../../words/words.ts';
import { LettersShown } from '../provider/letters-shown.tsx';
import { AnnouncePrice } from './announce-price.tsx';
import { CancellationTerms } from './cancellation-terms.tsx';
import { DayForm } from './day-form.tsx';
import type { Offer } from './offer.tsx';
import { ServicePlaces } from './service-places.tsx';

type Service = Offer['services'][number];

export function OfferedServices({ offer }: { readonly offer: Offer }) {
  const { t } = useTranslation('provider');
  return (
    <section aria-labelledby="list">
      <h2 id="list" className="h4">
        {t('offer.services')}
      </h2>
      {offer.services.length === 0 && <p>{t('offer.noServices')}</p>}
      <ul className="console-rows">
        {offer.services.map((service) => (
          <Row key={service.id} service={service} offer={offer} />
        ))}
      </ul>
    </section>
  );
}

function Row({ service, offer }: { readonly service: Service; readonly offer: Offer }) {
  const { t } = useTranslation('provider');
  const { id, name, category, unit, unitPriceCents, vatTreatment, withdrawnOn, placeIds } = service;
  const withdraw = useWrite('withdrawService');
  const isGone = withdrawnOn !== null && withdrawnOn <= romeToday();
  const places = offer.places.filter((place) => placeIds.includes(place.id)).map((place) => place.name);
  return (
    <li>
      <h3 className="h5 mb-1">{name}</h3>
      <p className="mb-1">
        <strong>{t('price', { price: money(unitPriceCents), per: t(`unit.${unit}`) })}</strong> ·{' '}
        {categoryTraits[category].words[spoken()]} · {t(`vat.${vatTreatment}`)}
      </p>
      <p className="mb-1">
        <LettersShown letters={service.taxLetters} />
      </p>
      {places.length > 0 && <p className="mb-1">{t('offer.at', { places: places.join(', ') })}</p>}
      {service.cancellationHours !== null && (
        <p className="mb-1">{t('terms.now', { count: service.cancellationHours })}</p>
      )}
      {withdrawnOn && (
        <p className="mb-1">
          <Tag tone={isGone ? 'plain' : 'soon'}>{t('offer.withdrawn', { day: day(withdrawnOn) })}</Tag>
        </p>
      )}
      <Prices service={service} />
      {withdraw.error && <ProblemNotice error={withdraw.error} />}
      {!isGone && <AnnouncePrice service={service} noticeDays={offer.priceNoticeDays} />}
      {!isGone && <CancellationTerms service={service} />}
      {!isGone && <ServicePlaces service={service} places={offer.places} />}
      {!isGone && withdrawnOn === null && (
        <DayForm
          name={`withdraw-${id}`}
          summary={t('offer.withdraw')}
          about={name}
          label={t('offer.withdraw.day')}
          send={t('offer.withdraw.send')}
          error={withdraw.error}
          isBusy={withdraw.isPending}
          onSend={(withdrawnOn) => withdraw.mutate({ params: { serviceId: id }, body: { withdrawnOn } })}
        />
      )}
      {!isGone && withdrawnOn !== null && (
        <button
          type="button"
          className="btn btn-outline-primary btn-sm mt-2"
          disabled={withdraw.isPending}
          aria-label={`${t('offer.keep')}: ${name}`}
          onClick={() => withdraw.mutate({ params: { serviceId: id }, body: { withdrawnOn: null } })}
        >
          {t('offer.keep')}
        </button>
      )}
    </li>
  );
}

/** The prices it had and will have; one that is not in force yet can be taken back. */
function Prices({ service: { priceChanges } }: { readonly service: Service }) {
  const { t } = useTranslation('provider');
  const cancel = useWrite('cancelPriceChange');
  const today = romeToday();
  const shown = priceChanges.filter(({ cancelledAt }) => cancelledAt === null);
  if (shown.length === 0) return null;
  return (
    <>
      {cancel.error && <ProblemNotice error={cancel.error} />}
      <ul>
        {shown.map(({ id, unitPriceCents, effectiveOn }) => (
          <li key={id} className="py-1">
            {t(effectiveOn > today ? 'offer.price.from' : 'offer.price.since', {
              price: money(unitPriceCents),
              day: day(effectiveOn),
            })}{' '}
            {effectiveOn > today && (
              <button
                type="button"
                className="btn btn-outline-primary btn-sm"
                disabled={cancel.isPending}
                onClick={() => cancel.mutate({ params: { priceChangeId: id } })}
              >
                {t('offer.price.cancel')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
