import { useTranslation } from 'react-i18next';
import { Link, useLocation, useSearchParams } from 'react-router';
import { useList } from '../../client/use-read.ts';
import { Filters } from '../../parts/filters.tsx';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { More } from '../../parts/more.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { DoneLine } from '../../parts/done-line.tsx';
import { day, fromNow } from '../../words/format.ts';
import { StateTag } from './state-tag.tsx';

const states = ['deciding', 'granted', 'refused'] as const;

/** The commission's dossiers, by their code: those to decide first. */
export function DossierList() {
  const { t } = useTranslation('cases');
  const { state: from } = useLocation();
  const [search, setSearch] = useSearchParams();
  const state = states.find((known) => known === search.get('state')) ?? 'deciding';
  const dossiers = useList('listCommissionDossiers', { query: { state } });
  return (
    <>
      <Heading>{t('dossiers.title')}</Heading>
      <DoneLine>{(from as { sentBack?: boolean } | null)?.sentBack && t('decide.done.sendBack')}</DoneLine>
      <p>{t('dossiers.words')}</p>
      <Filters
        name={t('filter.state')}
        options={states.map((value) => ({ value, label: t(`state.${value}`) }))}
        chosen={state}
        onChoose={(value) => setSearch({ state: value })}
      />
      {dossiers.error && <ProblemNotice error={dossiers.error} onAgain={() => void dossiers.refetch()} />}
      {!dossiers.items && !dossiers.error && <Loading />}
      {dossiers.items?.length === 0 && (
        <div className="console-empty">
          <p>{t(state === 'deciding' ? 'dossiers.empty' : 'dossiers.none')}</p>
          <Link className="btn btn-outline-primary" to="/work">
            {t('toWork')}
          </Link>
        </div>
      )}
      {dossiers.items && (
        <ul className="console-rows mt-4">
          {dossiers.items.map(({ id, dossierCode, state: at, dueAt }) => (
            <li key={id}>
              <h2 className="h6 mb-1">
                <Link to={`/cases/${id}`}>{t('dossier', { code: dossierCode })}</Link>
              </h2>
              <p className="mb-0">
                <StateTag state={at} /> {dueAt && t('decideBy', { day: day(dueAt), when: fromNow(dueAt) })}
              </p>
            </li>
          ))}
        </ul>
      )}
      <More list={dossiers} />
    </>
  );
}
