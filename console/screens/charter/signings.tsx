import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useList } from '../../client/use-read.ts';
import { Filters } from '../../parts/filters.tsx';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { More } from '../../parts/more.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { day } from '../../words/format.ts';
import { OrganisationName } from '../../parts/organisation-name.tsx';
import { SigningTag } from './signing-tag.tsx';

const states = ['open', 'signed', 'countersigned', 'declined', 'expired', 'superseded'] as const;

/** Who was asked to sign the charter, and how far each is; a representative sees their own. */
export default function Signings() {
  const { t } = useTranslation('charter');
  const [search, setSearch] = useSearchParams();
  const chosen = states.find((state) => state === search.get('state')) ?? 'all';
  const list = useList('listCharterSignings', {
    query: { limit: 50, ...(chosen === 'all' ? {} : { state: chosen }) },
  });
  return (
    <>
      <Heading>{t('signings.title')}</Heading>
      <Filters
        name={t('signings.filter')}
        options={(['all', ...states] as const).map((value) => ({
          value,
          label: value === 'all' ? t('signings.all') : t(`signing.${value}`),
        }))}
        chosen={chosen}
        onChoose={(value) => setSearch(value === 'all' ? {} : { state: value })}
      />
      {list.error && <ProblemNotice error={list.error} onAgain={() => void list.refetch()} />}
      {!list.items && !list.error && <Loading />}
      {list.items?.length === 0 && <p className="console-empty">{t('signings.none')}</p>}
      <ul className="console-rows mt-4">
        {list.items?.map(({ id, organisationId, charterNumber, state, dueOn }) => (
          <li key={id}>
            <h2 className="h5 mb-1">
              <Link to={`/signings/${id}`}>
                <OrganisationName id={organisationId} />
              </Link>
            </h2>
            <p className="mb-0">
              <SigningTag state={state} /> {t('charter.number', { number: charterNumber })}{' '}
              {state === 'open' && t('signing.due', { day: day(dueOn) })}
            </p>
          </li>
        ))}
      </ul>
      <More list={list} />
    </>
  );
}
