import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useRead } from '../../client/use-read.ts';
import { HandInEvidence } from '../../parts/dispute-evidence.tsx';
import { DisputeTold, type Dispute } from '../../parts/dispute-told.tsx';
import { Heading } from '../../parts/heading.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { day, money, romeToday } from '../../words/format.ts';
import { AnswerDispute } from './answer-dispute.tsx';

/** What a holder says was wrong, and the one answer of the provider. */
export default function DisputeScreen() {
  const { t } = useTranslation(['serving', 'disputes']);
  const { disputeId = '' } = useParams();
  const dispute = useRead('getVoucherDispute', { params: { disputeId }, query: {} });
  return (
    <>
      <p className="no-print">
        <Link to="/disputes">{t('back', { ns: 'disputes' })}</Link>
      </p>
      <Heading>{t('dispute.title')}</Heading>
      {dispute.data ? <Opened dispute={dispute.data} /> : <ReadStates of={dispute} />}
    </>
  );
}

function Opened({ dispute }: { readonly dispute: Dispute }) {
  const { possible } = dispute;
  return (
    <>
      <Next dispute={dispute} />
      <DisputeTold dispute={dispute} reader="provider" />
      {possible.includes('addDisputeEvidence') && <HandInEvidence dispute={dispute} side="provider" />}
      {possible.includes('answerVoucherDispute') && <AnswerDispute dispute={dispute} />}
    </>
  );
}

/** What to do now, or what became of it and of the money. */
function Next({ dispute: { state, answerDueOn, amountCents, grantedCents } }: { readonly dispute: Dispute }) {
  const { t } = useTranslation('serving');
  const isLate = state === 'open' && answerDueOn < romeToday();
  return (
    <p role="status">
      <strong>
        {t(isLate ? 'dispute.next.late' : `dispute.next.${state}`, {
          day: day(answerDueOn),
          amount: money(grantedCents ?? amountCents),
        })}
      </strong>
    </p>
  );
}
