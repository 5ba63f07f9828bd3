import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useRead } from '../../client/use-read.ts';
import { useWrite } from '../../client/use-write.ts';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { bodyOf, type CaseDraft } from './draft.ts';
import { nameOf, useHouseholdPeople, type KnownPerson } from './household-people.ts';
import { leadToTopic } from './lead-to-topic.tsx';
import { NeedsTable } from './needs-table.tsx';

/** Everything once more before it is registered; each part leads back to where it is changed. */
export function CheckTopic({ draft, onSent }: { readonly draft: CaseDraft; readonly onSent: () => void }) {
  const { t } = useTranslation('cases');
  const navigate = useNavigate();
  const people = useHouseholdPeople(draft.householdId, draft.reason);
  const open = useWrite('openAssessment', ({ assessmentId }) => {
    onSent();
    void navigate(`/cases/${assessmentId}/receipt`, { replace: true });
  });
  if (people.error) return <ProblemNotice error={people.error} onAgain={() => void people.refetch()} />;
  if (!people.data) return <Loading />;
  return (
    <>
      {open.error && <ProblemNotice error={open.error} leadTo={leadToTopic('people')} />}
      <h2 className="h4">{t('topic.people')}</h2>
      <dl className="console-facts">
        <dt>{t('household')}</dt>
        <dd>
          {people.data.map(({ name }) => name).join(', ')} <Change topic="household" />
        </dd>
        <dt>{t('beneficiary')}</dt>
        <dd>
          {nameOf(people.data, draft.beneficiaryId)} <Change topic="people" />
        </dd>
        <dt>{t('applicant')}</dt>
        <dd>
          <Applicant {...draft} people={people.data} /> <Change topic="people" />
        </dd>
      </dl>
      <h2 className="h4 mt-4">
        {t('needs')} <Change topic="needs" />
      </h2>
      <NeedsTable needs={needsOf(draft, people.data)} />
      <div className="console-actions">
        <button
          type="button"
          className="btn btn-primary"
          disabled={open.isPending}
          onClick={() => open.mutate({ body: bodyOf(draft) })}
        >
          {t(open.isPending ? 'sending' : 'new.register')}
        </button>
        <Link to="?topic=needs">{t('goBack')}</Link>
      </div>
    </>
  );
}

function Change({ topic }: { readonly topic: 'household' | 'people' | 'needs' }) {
  const { t } = useTranslation('cases');
  return (
    <Link
      className="small d-inline-block py-1"
      to={`?topic=${topic}`}
      aria-label={t('new.changeWhat', { topic: t(`topic.${topic}`) })}
    >
      {t('new.change')}
    </Link>
  );
}

/** Who files it, who need not belong to the household. */
export function Applicant({
  applicantId,
  beneficiaryId,
  reason,
  people,
}: Pick<CaseDraft, 'applicantId' | 'beneficiaryId' | 'reason'> & {
  readonly people: readonly KnownPerson[];
}) {
  const { t } = useTranslation('cases');
  const isOther = applicantId !== beneficiaryId;
  const other = useRead(
    'getPerson',
    { params: { personId: applicantId }, query: { reason } },
    { once: true, enabled: isOther && !people.some(({ id }) => id === applicantId) },
  );
  if (!isOther) return t('applicant.same');
  const identity = other.data?.identity;
  const name = identity ? `${identity.givenName} ${identity.familyName}` : nameOf(people, applicantId);
  return t('applicant.acting', { name });
}

function needsOf(draft: CaseDraft, people: readonly KnownPerson[]) {
  return bodyOf(draft).needs.map((need, position) => ({
    ...need,
    id: String(position),
    position,
    coveredUnits: need.coveredUnits ?? 0,
    for: nameOf(people, need.forPersonId),
  }));
}
