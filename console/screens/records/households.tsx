import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useList } from '../../client/use-read.ts';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { More } from '../../parts/more.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { ComuneFilter } from './comune-field.tsx';
import { useComuni } from '../../parts/use-comuni.ts';

/** Households by where they live and how many they are: names are with the people. */
export default function Households() {
  const { t } = useTranslation('records');
  const [search, setSearch] = useSearchParams();
  const comune = search.get('comune') ?? '';
  const { nameOf } = useComuni();
  const households = useList('listHouseholds', { query: comune ? { comune } : {} });
  return (
    <>
      <p className="mb-2">
        <Link to="/people">{t('back.people')}</Link>
      </p>
      <Heading>{t('households.title')}</Heading>
      <div className="console-actions mt-0">
        <Link className="btn btn-outline-primary" to="/households/new">
          {t('household.enter')}
        </Link>
      </div>
      <ComuneFilter
        label={t('comune')}
        value={comune}
        onChange={(value) => setSearch(value ? { comune: value } : {}, { replace: true })}
      />
      {households.error && (
        <ProblemNotice error={households.error} onAgain={() => void households.refetch()} />
      )}
      {!households.items && !households.error && <Loading />}
      {households.items?.length === 0 && <p className="console-empty">{t('households.none')}</p>}
      <ul className="console-rows">
        {households.items?.map(({ id, comuneIstat, members }) => {
          const today = members.filter(({ leftOn }) => leftOn === null).length;
          return (
            <li key={id}>
              <Link to={`/households/${id}`}>
                {t('households.row', { comune: nameOf(comuneIstat), code: id.slice(-8) })}
              </Link>
              <span className="d-block small">{t('households.members', { count: today })}</span>
            </li>
          );
        })}
      </ul>
      <More list={households} />
    </>
  );
}
