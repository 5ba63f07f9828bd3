import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { categoryTraits } from '../../../domain/provider-service.ts';
import type { Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { Tag } from '../../parts/tag.tsx';
import { useComuni } from '../../parts/use-comuni.ts';
import { useSession } from '../../session/session-context.ts';
import { day, money } from '../../words/format.ts';
import { spoken } from '../../words/words.ts';

type Provider = Answer<'getDirectoryProvider'>;

/** A provider: how to reach it, where it is found, what it offers. */
export default function ProviderScreen() {
  const { t } = useTranslation('directory');
  const { organisationId = '' } = useParams();
  const read = useRead('getDirectoryProvider', { params: { organisationId } });
  return (
    <>
      <p>
        <Link to="/directory">{t('back')}</Link>
      </p>
      {read.data ? (
        <Shown provider={read.data} />
      ) : (
        <>
          <Heading>{t('title')}</Heading>
          {read.error ? (
            <ProblemNotice error={read.error} onAgain={() => void read.refetch()} />
          ) : (
            <Loading />
          )}
        </>
      )}
    </>
  );
}

function Shown({ provider }: { readonly provider: Provider }) {
  const { t } = useTranslation('directory');
  const { me } = useSession();
  const { nameOf } = useComuni();
  const { id, name, standing, leavesOn, email, places, services } = provider;
  const isOffice = me.roles.some((role) =>
    ['caseworker', 'administrator', 'commissionMember'].includes(role),
  );
  return (
    <>
      <Heading>{name}</Heading>
      <p>
        <Tag tone={standing === 'suspended' ? 'late' : 'good'}>
          {t(standing === 'suspended' ? 'suspended' : 'inOrder')}
        </Tag>{' '}
        {leavesOn && t('leaves', { day: day(leavesOn) })}
      </p>
      {email && (
        <p>
          <a href={`mailto:${email}`}>{email}</a>
        </p>
      )}
      {isOffice && (
        <p>
          <Link className="btn btn-outline-primary btn-sm" to={`/providers/${id}`}>
            {t('office')}
          </Link>
        </p>
      )}
      <h2 className="h4">{t('places')}</h2>
      {places.length === 0 && <p>{t('places.none')}</p>}
      <ul>
        {places.map((place) => (
          <li key={place.id}>{`${place.name}, ${place.address}, ${nameOf(place.comuneIstat)}`}</li>
        ))}
      </ul>
      <h2 className="h4">{t('services')}</h2>
      {services.length === 0 && <p>{t('services.none')}</p>}
      <ul className="console-rows">
        {services.map((service) => (
          <li key={service.id}>
            <h3 className="h5 mb-1">{service.name}</h3>
            <p className="mb-0">
              {t('price', { price: money(service.unitPriceCents), per: t(`unit.${service.unit}`) })} ·{' '}
              {categoryTraits[service.category].words[spoken()]}
            </p>
            {service.announcedPrice && (
              <p className="mb-0">
                {t('announced', {
                  price: money(service.announcedPrice.unitPriceCents),
                  day: day(service.announcedPrice.effectiveOn),
                })}
              </p>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
