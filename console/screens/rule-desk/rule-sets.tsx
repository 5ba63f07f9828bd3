import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { useWrite } from '../../client/use-write.ts';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useSession } from '../../session/session-context.ts';
import { moment } from '../../words/format.ts';
import { CodeName } from './code-name.tsx';
import { StateTag } from './state-tag.tsx';

type RuleSet = Answer<'listRuleSets'>['items'][number];

/** Every rule set with what is in force, since when, for how many open cases, and what is being written. */
export default function RuleSets() {
  const { t } = useTranslation('rules');
  const { me } = useSession();
  const sets = useRead('listRuleSets', {});
  return (
    <>
      <Heading>{t('title')}</Heading>
      <p>{t('intro')}</p>
      {sets.error && <ProblemNotice error={sets.error} onAgain={() => void sets.refetch()} />}
      {!sets.data && !sets.error && <Loading />}
      {sets.data?.items.length === 0 && <p className="console-empty">{t('empty')}</p>}
      {sets.data && sets.data.items.length > 0 && <SetTable items={sets.data.items} />}
      {me.roles.includes('administrator') && <AdoptShipped />}
    </>
  );
}

function SetTable({ items }: { readonly items: readonly RuleSet[] }) {
  const { t } = useTranslation('rules');
  return (
    <div className="console-table" tabIndex={0} role="region" aria-label={t('title')}>
      <table className="table">
        <caption>{t('sets.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('column.set')}</th>
            <th scope="col">{t('column.inForce')}</th>
            <th scope="col">{t('column.since')}</th>
            <th scope="col">{t('column.openCases')}</th>
            <th scope="col">{t('column.newest')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((set) => (
            <SetRow key={set.ruleSet} set={set} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SetRow({ set: { ruleSet, inForce, newest } }: { readonly set: RuleSet }) {
  const { t } = useTranslation('rules');
  return (
    <tr>
      <th scope="row">
        <Link to={`/rules/${ruleSet}`}>{(inForce ?? newest).title}</Link>
        <CodeName name={ruleSet} />
      </th>
      <td>
        {inForce ? (
          <Link to={`/rules/versions/${inForce.id}`}>{t('version', { number: inForce.version })}</Link>
        ) : (
          t('none')
        )}
      </td>
      <td>{inForce?.effectiveAt ? moment(inForce.effectiveAt) : '–'}</td>
      <td>{inForce?.openCases ?? '–'}</td>
      <td>
        {newest.id === inForce?.id ? (
          t('newest.none')
        ) : (
          <>
            <Link to={`/rules/versions/${newest.id}`}>{t('version', { number: newest.version })}</Link>{' '}
            <StateTag version={newest} />
          </>
        )}
      </td>
    </tr>
  );
}

/** What came with the service since the alliance was made is put in force by two people, like any other version. */
function AdoptShipped() {
  const { t } = useTranslation('rules');
  const adopt = useWrite('adoptShippedRules');
  return (
    <section aria-labelledby="shipped" className="mt-5">
      <h2 id="shipped" className="h4">
        {t('shipped.title')}
      </h2>
      <p>{t('shipped.words')}</p>
      {adopt.error && <ProblemNotice error={adopt.error} />}
      {adopt.data && <p role="status">{t('shipped.done', { count: adopt.data.versions.length })}</p>}
      <button
        type="button"
        className="btn btn-outline-primary"
        disabled={adopt.isPending}
        onClick={() => adopt.mutate({})}
      >
        {t('shipped.take')}
      </button>
    </section>
  );
}
