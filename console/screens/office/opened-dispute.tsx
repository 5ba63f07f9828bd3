import { useTranslation } from 'react-i18next';
import { DisputeTold, type Dispute } from '../../parts/dispute-told.tsx';
import { day } from '../../words/format.ts';
import type { Reason } from '../cases/opening.tsx';
import { DecideDispute } from './decide-dispute.tsx';

/** What both sides say, and the decision once it is due. */
export function OpenedDispute({ dispute, reason }: { readonly dispute: Dispute; readonly reason: Reason }) {
  const { t } = useTranslation('office');
  const isDecidable = dispute.possible.includes('decideVoucherDispute');
  return (
    <>
      <DisputeTold dispute={dispute} reader="office" reason={reason} />
      {isDecidable && <DecideDispute dispute={dispute} />}
      {dispute.state === 'open' && !isDecidable && (
        <p>{t('dispute.tooEarly', { day: day(dispute.answerDueOn) })}</p>
      )}
    </>
  );
}
