import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { useList } from '../../client/use-read.ts';
import { Filters } from '../../parts/filters.tsx';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { More } from '../../parts/more.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { day } from '../../words/format.ts';
import { StateTag } from '../cases/state-tag.tsx';
import { ApplicationStanding } from './application-standing.tsx';
import { usePeople, usePersonWords } from './people.ts';

/** What one asked the Fund for, for oneself or for whom one acts, and where each stands. */
export default function Applications() {
  const { t } = useTranslation('person');
  const [search, setSearch] = useSearchParams();
  const words = usePersonWords();
  const people = usePeople().filter(({ as }) => as !== 'relative');
  const whom = people.find(({ id }) => id === search.get('for'));
  const households = useList('listHouseholds', { query: whom ? { personId: whom.id } : {} });
  const householdId = whom && households.items?.[0]?.id;
  const applications = useList('listAssessments', { query: householdId ? { householdId } : {} });
  return (
    <>
      <Heading>{t('applications.title')}</Heading>
      {households.items && households.items.length > 0 && (
        <p>
          <Link className="btn btn-primary" to={`/my-applications/new${whom ? `?for=${whom.id}` : ''}`}>
            {t('applications.new')}
          </Link>
        </p>
      )}
      {people.length > 1 && (
        <Filters
          name={t('applications.for')}
          options={[
            { value: '', label: t('applications.for.all') },
            ...people.map((person) => ({ value: person.id, label: words(person) })),
          ]}
          chosen={whom?.id ?? ''}
          onChoose={(id) => setSearch(id ? { for: id } : {})}
        />
      )}
      {applications.error && (
        <ProblemNotice error={applications.error} onAgain={() => void applications.refetch()} />
      )}
      {!applications.items && !applications.error && <Loading />}
      {applications.items?.length === 0 && (
        <p className="console-empty">
          {t(households.items?.length === 0 ? 'applications.noHousehold' : 'applications.empty')}
        </p>
      )}
      <ul className="console-rows mt-4">
        {applications.items?.map((application) => (
          <ApplicationRow key={application.id} application={application} />
        ))}
      </ul>
      <More list={applications} />
    </>
  );
}

function ApplicationRow({
  application,
}: {
  readonly application: Answer<'listAssessments'>['items'][number];
}) {
  const { t } = useTranslation('person');
  const { id, protocolNumber, state, receivedAt } = application;
  return (
    <li>
      <h2 className="h5 mb-1">
        <Link to={`/my-applications/${id}`}>{t('application.title', { number: protocolNumber })}</Link>
      </h2>
      <p className="mb-1">
        <StateTag state={state} /> {t('application.sent', { day: day(receivedAt) })}
      </p>
      <p className="mb-0">
        <ApplicationStanding application={application} />
      </p>
    </li>
  );
}
