import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { useRead } from '../../client/use-read.ts';
import { Filters } from '../../parts/filters.tsx';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { moment } from '../../words/format.ts';
import { StateTag, type Summary } from './state-tag.tsx';
import { VersionReason } from './version-reason.tsx';
import { useAuthors } from './use-authors.ts';

const states = ['any', 'draft', 'inReview', 'published', 'retired'] as const;

/** A rule set's versions, the newest first: who wrote each, who published it, since when it holds. */
export default function RuleSet() {
  const { t } = useTranslation('rules');
  const { ruleSet = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const state = states.find((known) => known === search.get('state')) ?? 'any';
  const versions = useRead('listRuleVersions', {
    params: { ruleSet },
    query: state === 'any' ? {} : { state },
  });
  const items = versions.data?.items;
  return (
    <>
      <p className="mb-2">
        <Link to="/rules">{t('back.sets')}</Link>
      </p>
      <Heading>{items?.[0]?.title ?? ruleSet}</Heading>
      <Filters
        name={t('filter.state')}
        options={states.map((value) => ({ value, label: t(`filter.${value}`) }))}
        chosen={state}
        onChoose={(value) => setSearch(value === 'any' ? {} : { state: value })}
      />
      {versions.error && <ProblemNotice error={versions.error} onAgain={() => void versions.refetch()} />}
      {!items && !versions.error && <Loading />}
      {items?.length === 0 && <p className="console-empty">{t('versions.none')}</p>}
      {items && items.length > 0 && <VersionTable items={items} ruleSet={ruleSet} />}
    </>
  );
}

function VersionTable({ items, ruleSet }: { readonly items: readonly Summary[]; readonly ruleSet: string }) {
  const { t } = useTranslation('rules');
  const nameOf = useAuthors();
  return (
    <div className="console-table mt-4" tabIndex={0} role="region" aria-label={t('versions.caption')}>
      <table className="table">
        <caption>{t('versions.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('column.version')}</th>
            <th scope="col">{t('column.state')}</th>
            <th scope="col">{t('column.since')}</th>
            <th scope="col">{t('reason')}</th>
            <th scope="col">{t('column.author')}</th>
            <th scope="col">{t('column.publisher')}</th>
            <th scope="col">{t('column.openCases')}</th>
            <th scope="col">{t('column.differences')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((version, index) => {
            const older = items[index + 1];
            return (
              <tr key={version.id}>
                <th scope="row">
                  <Link to={`/rules/versions/${version.id}`}>
                    {t('version', { number: version.version })}
                  </Link>
                </th>
                <td>
                  <StateTag version={version} />
                </td>
                <td>{version.effectiveAt ? moment(version.effectiveAt) : '–'}</td>
                <td>
                  <VersionReason of={version} />
                </td>
                <td>{nameOf(version.authorId)}</td>
                <td>{version.publisherId ? nameOf(version.publisherId) : '–'}</td>
                <td>{version.openCases ?? '–'}</td>
                <td>
                  {older ? (
                    <Link to={`/rules/${ruleSet}/differences?from=${older.id}&to=${version.id}`}>
                      {t('differences.with', { number: older.version })}
                    </Link>
                  ) : (
                    '–'
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
