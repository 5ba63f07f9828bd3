import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useSession } from '../../session/session-context.ts';
import { OfferedPlaces } from './offered-places.tsx';
import { OfferedServices } from './offered-services.tsx';
import { Proposals } from './proposals.tsx';
import { ProposeService } from './propose-service.tsx';

export type Offer = Answer<'getOffer'>;

/** One's price list: services with their prices and those announced, places, and what was proposed. */
export default function OfferScreen() {
  const { t } = useTranslation('provider');
  const { organisationId } = useSession().me;
  const offer = useRead(
    'getOffer',
    { params: { organisationId: organisationId ?? '' } },
    { enabled: organisationId !== null },
  );
  return (
    <>
      <Heading>{t('offer.title')}</Heading>
      {offer.error && <ProblemNotice error={offer.error} onAgain={() => void offer.refetch()} />}
      {!offer.data && !offer.error && <Loading />}
      {offer.data && (
        <>
          <OfferedServices offer={offer.data} />
          <h2 className="h4 mt-5">{t('proposals.title')}</h2>
          <Proposals />
          <ProposeService offer={offer.data} />
          <OfferedPlaces offer={offer.data} />
        </>
      )}
    </>
  );
}
