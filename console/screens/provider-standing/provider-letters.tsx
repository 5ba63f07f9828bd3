import { useTranslation } from 'react-i18next';
import { useRead } from '../../client/use-read.ts';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useSession } from '../../session/session-context.ts';
import { romeToday } from '../../words/format.ts';
import { LettersForm } from '../provider/letters-form.tsx';
import { LettersShown } from '../provider/letters-shown.tsx';

/** What a provider offers, and under which letters an employer may give it: a caseworker puts them right. */
export function ProviderLetters({ organisationId }: { readonly organisationId: string }) {
  const { t } = useTranslation('provider');
  const { me } = useSession();
  const offer = useRead('getOffer', { params: { organisationId } });
  const today = romeToday();
  const services = offer.data?.services.filter(
    ({ withdrawnOn }) => withdrawnOn === null || withdrawnOn > today,
  );
  return (
    <section className="mt-4" aria-labelledby="letters">
      <h2 id="letters" className="h4">
        {t('letters.title')}
      </h2>
      {offer.error && <ProblemNotice error={offer.error} onAgain={() => void offer.refetch()} />}
      {!offer.data && !offer.error && <Loading />}
      {services?.length === 0 && <p>{t('letters.noServices')}</p>}
      <ul className="console-rows">
        {services?.map((service) => (
          <li key={service.id}>
            <h3 className="h6 mb-1">{service.name}</h3>
            <p className="mb-1">
              <LettersShown letters={service.taxLetters} />
            </p>
            {me.roles.includes('caseworker') && <LettersForm service={service} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
