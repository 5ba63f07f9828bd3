import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { useList } from '../../client/use-read.ts';
import { Filters } from '../../parts/filters.tsx';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { More } from '../../parts/more.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useSession } from '../../session/session-context.ts';
import { day, fromNow } from '../../words/format.ts';
import { ApplicationTag } from '../provider/application-tag.tsx';
import type { StepName } from '../provider/use-own-application.ts';

type Item = Answer<'listProviderApplications'>['items'][number];

const states = ['applied', 'docsPending', 'review', 'admitted', 'refused', 'withdrawn', 'closed'] as const;

/** Every application to join: where it stands, whose turn it is, since when nothing moved. */
export default function Applications() {
  const { t } = useTranslation('provider');
  const { me } = useSession();
  const [search, setSearch] = useSearchParams();
  const chosen = states.find((state) => state === search.get('state')) ?? 'all';
  const list = useList('listProviderApplications', {
    query: { limit: 50, ...(chosen === 'all' ? {} : { state: chosen }) },
  });
  return (
    <>
      <Heading>{t('desk.title')}</Heading>
      {me.roles.includes('caseworker') && (
        <p className="console-actions mt-0">
          <Link className="btn btn-primary" to="/applications/invite">
            {t('desk.invite')}
          </Link>
          <Link className="btn btn-outline-primary" to="/suggestions">
            {t('desk.suggestions')}
          </Link>
        </p>
      )}
      <Filters
        name={t('desk.filter')}
        options={(['all', ...states] as const).map((value) => ({
          value,
          label: value === 'all' ? t('desk.all') : t(`state.${value}`),
        }))}
        chosen={chosen}
        onChoose={(value) => setSearch(value === 'all' ? {} : { state: value })}
      />
      {list.error && <ProblemNotice error={list.error} onAgain={() => void list.refetch()} />}
      {!list.items && !list.error && <Loading />}
      {list.items?.length === 0 && <p className="console-empty">{t('desk.empty')}</p>}
      <ul className="console-rows mt-4">
        {list.items?.map((item) => (
          <Row key={item.id} item={item} />
        ))}
      </ul>
      <More list={list} />
    </>
  );
}

function Row({ item }: { readonly item: Item }) {
  const { t } = useTranslation('provider');
  return (
    <li>
      <h2 className="h5 mb-1">
        <Link to={`/applications/${item.id}`}>{item.organisationName}</Link>
      </h2>
      <p className="mb-1">
        <ApplicationTag state={item.state} /> {t('application.code', { code: item.code })} ·{' '}
        {t(`origin.${item.origin}`)}
      </p>
      <Waits item={item} />
    </li>
  );
}

function Waits({ item: { waitingFor, lastProgressAt, closedAt } }: { readonly item: Item }) {
  const { t } = useTranslation('provider');
  if (closedAt) return <p className="mb-0">{t('desk.closed', { day: day(closedAt) })}</p>;
  const [owner, step] = waitingFor.split('.') as [Owner, StepName];
  return (
    <p className="mb-0">
      {t('waiting', { who: t(`owner.${owner}`), what: t(`stepName.${step}`) })}{' '}
      {t('desk.still', { when: fromNow(lastProgressAt) })}
    </p>
  );
}

type Owner = Answer<'getProviderApplication'>['steps'][number]['owner'];
