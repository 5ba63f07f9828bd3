import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useRead } from '../../client/use-read.ts';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { day, moment, points } from '../../words/format.ts';
import type { Assessment } from './case-page.tsx';
import { Applicant } from './check-topic.tsx';
import { nameOf, useHouseholdPeople, type KnownPerson } from './household-people.ts';
import { MissingBox } from './missing-box.tsx';
import { NeedsTable } from './needs-table.tsx';
import type { Reason } from './opening.tsx';
import { JustTaken, StepPanel } from './step-panel.tsx';
import { termWithoutWait } from './term-without-wait.ts';
import { requestWord, type DocumentRequest } from './steps.ts';
import { useActorName } from './who.tsx';

interface Shown {
  readonly assessment: Assessment;
  readonly reason: Reason;
}

export function SummaryTab({ assessment, reason }: Shown) {
  const { t } = useTranslation('cases');
  const dossier = useRead(
    'openDossier',
    { params: { assessmentId: assessment.id }, query: { reason } },
    { once: true },
  );
  const people = useHouseholdPeople(assessment.householdId, reason);
  if (dossier.error) return <ProblemNotice error={dossier.error} onAgain={() => void dossier.refetch()} />;
  // With the people at once: a household that came later would push what stands below it.
  if (!dossier.data || (!people.data && !people.error)) return <Loading />;
  const words = new Map(dossier.data.needs.map(({ id, description }) => [id, description]));
  return (
    <>
      <JustTaken />
      <StepPanel assessment={assessment} dossier={dossier.data} />
      <MissingBox assessment={assessment} dossier={dossier.data} />
      {assessment.finalBand && assessment.scoreHundredths !== null && (
        <p>
          <strong>
            {t('score', {
              points: points(assessment.scoreHundredths),
              band: t(`band.${assessment.finalBand}`),
            })}
          </strong>{' '}
          <Link to="?tab=decision">{t('score.why')}</Link>
        </p>
      )}
      <h2 className="h4">{t('about')}</h2>
      {people.error && <ProblemNotice error={people.error} onAgain={() => void people.refetch()} />}
      <Facts assessment={assessment} people={people.data ?? []} reason={reason} />
      <h2 className="h4 mt-4">{t('needs')}</h2>
      <NeedsTable
        needs={assessment.needs.map((need) => ({
          ...need,
          for: nameOf(people.data, need.forPersonId),
          description: words.get(need.id),
        }))}
      />
      <Requests assessment={assessment} requests={dossier.data.documentRequests} />
    </>
  );
}

function Facts({ assessment, people, reason }: Shown & { readonly people: readonly KnownPerson[] }) {
  const { t } = useTranslation('cases');
  const { beneficiaryId } = assessment;
  return (
    <dl className="console-facts">
      <dt>{t('beneficiary')}</dt>
      <dd>{nameOf(people, beneficiaryId)}</dd>
      <dt>{t('applicant')}</dt>
      <dd>
        <Applicant {...assessment} reason={reason} people={people} />
      </dd>
      <dt>{t('household')}</dt>
      <dd>
        <ul className="list-unstyled mb-0">
          {people.map(({ id, name, birthDate }) => (
            <li key={id}>
              {birthDate ? t('born', { name, day: day(birthDate) }) : t('born.unknown', { name })}
            </li>
          ))}
        </ul>
      </dd>
      <dt>{t('receivedAt')}</dt>
      <dd>
        {moment(assessment.receivedAt)} ({t(`channel.${assessment.channel}`)})
      </dd>
      <dt>{t('termEnds')}</dt>
      <dd>
        {day(assessment.termEndsOn)}
        {assessment.state === 'awaitingDocuments' && (
          <span className="d-block small">
            {t('termEnds.suspended', { day: day(termWithoutWait(assessment.receivedAt)) })}
          </span>
        )}
      </dd>
    </dl>
  );
}

interface Request extends DocumentRequest {
  readonly id: string;
  readonly documents: readonly string[];
  readonly remindedAt: string | null;
}

function Requests({
  assessment,
  requests,
}: {
  readonly assessment: Assessment;
  readonly requests: readonly Request[];
}) {
  const { t } = useTranslation('cases');
  if (requests.length === 0) return null;
  return (
    <>
      <h2 className="h4 mt-4">{t('requests')}</h2>
      {requests.map((request) => (
        <Requested key={request.id} request={request} assessment={assessment} />
      ))}
    </>
  );
}

function Requested({ request, assessment }: { readonly request: Request; readonly assessment: Assessment }) {
  const { t } = useTranslation('cases');
  const nameOf = useActorName(assessment.id);
  const { documents, remindedAt } = request;
  const { word, on, by } = requestWord(request, assessment.state);
  return (
    <>
      <p className="mb-1">
        {t(word, { day: day(on), who: by && nameOf(by) })}
        {remindedAt && ` · ${t('requests.reminded', { day: day(remindedAt) })}`}
      </p>
      <ul>
        {documents.map((document) => (
          <li key={document}>{document}</li>
        ))}
      </ul>
    </>
  );
}
