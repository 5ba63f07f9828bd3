import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { complaintStates, complaintSubjects } from '../../../domain/provider-complaint.ts';
import type { Answer } from '../../client/call.ts';
import { useList } from '../../client/use-read.ts';
import { Filters } from '../../parts/filters.tsx';
import { Heading } from '../../parts/heading.tsx';
import { More } from '../../parts/more.tsx';
import { OrganisationName } from '../../parts/organisation-name.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { Tag } from '../../parts/tag.tsx';
import { useSession } from '../../session/session-context.ts';
import { day } from '../../words/format.ts';
import { spoken } from '../../words/words.ts';

const shown = ['all', ...complaintStates] as const;

/** What a provider complains about to the alliance; the office sees every provider's, and opens on what waits for it. */
export default function Complaints() {
  const { t } = useTranslation('serving');
  const isProvider = useSession().me.roles.includes('provider');
  const first = isProvider ? 'all' : 'open';
  const [search, setSearch] = useSearchParams();
  const state = shown.find((known) => known === search.get('state')) ?? first;
  const complaints = useList('listComplaints', {
    query: state === 'open' ? { state } : { ...(state === 'all' ? {} : { state }), order: 'newestFirst' },
  });
  return (
    <>
      <Heading>{t('complaints.title')}</Heading>
      <p>{t(isProvider ? 'complaints.words' : 'complaints.words.office')}</p>
      <Filters
        name={t('complaints.filters')}
        options={shown.map((value) => ({ value, label: t(`complaints.show.${value}`) }))}
        chosen={state}
        onChoose={(value) => setSearch(value === first ? {} : { state: value })}
      />
      {isProvider && (
        <div className="console-actions">
          <Link className="btn btn-primary" to="/complaints/new">
            {t('complaints.new')}
          </Link>
        </div>
      )}
      <ReadStates of={complaints} />
      {complaints.items?.length === 0 && (
        <p className="console-empty mt-3">{t(isProvider ? 'complaints.empty' : 'complaints.empty.office')}</p>
      )}
      <ul className="console-rows mt-3">
        {complaints.items?.map((complaint) => (
          <ComplaintRow key={complaint.id} complaint={complaint} names={!isProvider} />
        ))}
      </ul>
      <More list={complaints} />
    </>
  );
}

function ComplaintRow({
  complaint,
  names,
}: {
  readonly complaint: Answer<'listComplaints'>['items'][number];
  /** Whether it says whose it is. */
  readonly names: boolean;
}) {
  const { t } = useTranslation('serving');
  const { id, code, organisationId, about, state, round, dueOn, createdAt, possible } = complaint;
  return (
    <li>
      <h2 className="h6 mb-1">
        <Link to={`/complaints/${id}`}>
          {t('complaint.about', { code, about: complaintSubjects[about][spoken()] })}
        </Link>
      </h2>
      <p className="mb-0">
        <Tag tone={possible.includes('answerComplaint') ? 'soon' : 'plain'}>
          {t(`complaint.state.${state}`)}
        </Tag>{' '}
        {names && (
          <>
            <OrganisationName id={organisationId} />.{' '}
          </>
        )}
        {t('complaint.filed', { day: day(createdAt) })} {round > 1 && t('complaint.reopened')}{' '}
        {state === 'open' && t('complaint.due', { day: day(dueOn) })}
      </p>
    </li>
  );
}
