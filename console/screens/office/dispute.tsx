import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useRead } from '../../client/use-read.ts';
import { Heading } from '../../parts/heading.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { OpeningGate, type Reason } from '../cases/opening.tsx';
import { OpenedDispute } from './opened-dispute.tsx';

/** What two people say of each other is opened for a reason, which stays on record. */
export default function DisputeScreen() {
  const { t } = useTranslation(['office', 'disputes']);
  const { disputeId = '' } = useParams();
  return (
    <>
      <p className="no-print">
        <Link to="/office/disputes">{t('back', { ns: 'disputes' })}</Link>
      </p>
      <Heading>{t('dispute.untitled')}</Heading>
      <OpeningGate key={disputeId} of={disputeId}>
        {(reason) => <Opened disputeId={disputeId} reason={reason} />}
      </OpeningGate>
    </>
  );
}

/** Each look leaves a row in the audit trail: it is opened once, and again after a decision. */
function Opened({ disputeId, reason }: { readonly disputeId: string; readonly reason: Reason }) {
  const dispute = useRead('getVoucherDispute', { params: { disputeId }, query: { reason } }, { once: true });
  return dispute.data ? (
    <OpenedDispute dispute={dispute.data} reason={reason} />
  ) : (
    <ReadStates of={dispute} />
  );
}
