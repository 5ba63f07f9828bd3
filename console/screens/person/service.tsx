import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useRead } from '../../client/use-read.ts';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { day, money } from '../../words/format.ts';
import type { Service } from './catalogue.tsx';
import { Waiting } from './waiting.tsx';
import { Where } from './where.tsx';

/** One service: what it costs, why it is near, where it is found, and the way to order it. */
export default function ServiceScreen() {
  const { t } = useTranslation('person');
  const { serviceId = '' } = useParams();
  const found = useRead('searchDirectory', { query: { serviceId } });
  const service = found.data?.items.find(({ id }) => id === serviceId);
  if (!found.data)
    return <Waiting title={t('catalogue.title')} error={found.error} onAgain={found.refetch} />;
  return service ? <Details service={service} /> : <Missing />;
}

export function Missing() {
  const { t } = useTranslation('person');
  return (
    <>
      <Heading>{t('catalogue.title')}</Heading>
      <p>{t('service.missing')}</p>
      <Link className="btn btn-primary" to="/catalogue">
        {t('service.back')}
      </Link>
    </>
  );
}

function Details({ service }: { readonly service: Service }) {
  const { t } = useTranslation('person');
  const { provider, announcedPrice, minutes, sessions, cancellationHours } = service;
  return (
    <>
      <p>
        <Link to="/catalogue">{t('service.back')}</Link>
      </p>
      <Heading>{service.name}</Heading>
      <p>{t(`category.${service.category}`)}</p>
      <h2 className="h4">{t('service.price')}</h2>
      <p className="console-figure">
        {t('price', { price: money(service.unitPriceCents), per: t(`unit.${service.unit}`) })}
      </p>
      {announcedPrice && (
        <p>
          {t('service.announced', {
            day: day(announcedPrice.effectiveOn),
            price: money(announcedPrice.unitPriceCents),
          })}
        </p>
      )}
      {minutes !== null && <p>{t('service.minutes', { count: minutes })}</p>}
      {sessions !== null && <p>{t('service.sessions', { count: sessions })}</p>}
      {cancellationHours !== null && <p>{t('service.cancellation', { count: cancellationHours })}</p>}
      <h2 className="h4">{t('service.near')}</h2>
      <p className="console-sentence">{service.near.words}.</p>
      <Provider providerId={provider.id} />
      {provider.leavesOn && <p>{t('service.leaves', { day: day(provider.leavesOn) })}</p>}
      {service.orderable ? (
        <Link className="btn btn-primary" to="order">
          {t('service.order')}
        </Link>
      ) : (
        <p>
          <strong>{t('catalogue.closed')}</strong>
        </p>
      )}
    </>
  );
}

function Provider({ providerId }: { readonly providerId: string }) {
  const { t } = useTranslation('person');
  const provider = useRead('getDirectoryProvider', { params: { organisationId: providerId } });
  if (!provider.data) {
    if (provider.error)
      return <ProblemNotice error={provider.error} onAgain={() => void provider.refetch()} />;
    return <Loading />;
  }
  const { name, email, places } = provider.data;
  return (
    <>
      <h2 className="h4">{t('service.provider')}</h2>
      <p>
        {name}
        {email && (
          <>
            {' · '}
            <a href={`mailto:${email}`}>{email}</a>
          </>
        )}
      </p>
      <h2 className="h4">{t('service.places')}</h2>
      <ul>
        {places.map((place) => (
          <li key={place.id}>
            <Where place={place} />
          </li>
        ))}
      </ul>
    </>
  );
}
