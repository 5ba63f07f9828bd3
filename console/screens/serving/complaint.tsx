import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { complaintOutcomes, complaintSubjects } from '../../../domain/provider-complaint.ts';
import { fileAddress, type Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { Heading } from '../../parts/heading.tsx';
import { OrganisationName } from '../../parts/organisation-name.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { useSession } from '../../session/session-context.ts';
import { day } from '../../words/format.ts';
import { spoken } from '../../words/words.ts';
import { ComplaintSteps } from './complaint-steps.tsx';

export type Complaint = Answer<'getComplaint'>;

/** A complaint with what was said and answered, once or twice. */
export default function ComplaintScreen() {
  const { t } = useTranslation('serving');
  const { complaintId = '' } = useParams();
  const complaint = useRead('getComplaint', { params: { complaintId } });
  return (
    <>
      <p className="no-print">
        <Link to="/complaints">{t('complaint.back')}</Link>
      </p>
      <Heading>{t('complaint.title')}</Heading>
      {complaint.data ? <Opened complaint={complaint.data} /> : <ReadStates of={complaint} />}
    </>
  );
}

function Opened({ complaint }: { readonly complaint: Complaint }) {
  const { t } = useTranslation('serving');
  const isProvider = useSession().me.roles.includes('provider');
  const { id, code, organisationId, about, state, dueOn, rounds, possible } = complaint;
  const next = state === 'answered' && possible.includes('reopenComplaint') ? 'once' : state;
  return (
    <>
      <p role="status">
        <strong>
          {t(isProvider ? `complaint.next.${next}` : `complaint.state.${state}`, { day: day(dueOn) })}
        </strong>
      </p>
      <dl className="console-facts">
        <dt>{t('complaint.code')}</dt>
        <dd>{code}</dd>
        <dt>{t('complaint.whose')}</dt>
        <dd>
          <OrganisationName id={organisationId} />
        </dd>
        <dt>{t('complaint.new.about')}</dt>
        <dd>{complaintSubjects[about][spoken()]}</dd>
      </dl>
      {rounds.map((round, at) => (
        <Round key={round.filedAt} round={round} isSecond={at > 0} />
      ))}
      {rounds.some(({ answer }) => answer !== null) && (
        <p>
          <a href={fileAddress('readComplaintAnswer', { params: { complaintId: id } })}>
            {t('complaint.letter')}
          </a>
        </p>
      )}
      <ComplaintSteps key={`${state}/${rounds.length}`} complaint={complaint} />
    </>
  );
}

function Round({
  round: { reasons, filedAt, dueOn, outcome, answer, answeredAt },
  isSecond,
}: {
  readonly round: Complaint['rounds'][number];
  readonly isSecond: boolean;
}) {
  const { t } = useTranslation('serving');
  return (
    <div className="console-figures mb-3">
      <div className="console-card">
        <h2 className="h5">{t(isSecond ? 'complaint.said.again' : 'complaint.said')}</h2>
        <p>{t('complaint.filed', { day: day(filedAt) })}</p>
        <p className="mb-0">{reasons}</p>
      </div>
      <div className="console-card">
        <h2 className="h5">{t(isSecond ? 'complaint.answer.again' : 'complaint.answer')}</h2>
        {outcome && answeredAt && (
          <p>
            <strong>
              {t('complaint.outcome', {
                outcome: complaintOutcomes[outcome][spoken()],
                day: day(answeredAt),
              })}
            </strong>
          </p>
        )}
        <p className="mb-0">{answer ?? t('complaint.due', { day: day(dueOn) })}</p>
      </div>
    </div>
  );
}
