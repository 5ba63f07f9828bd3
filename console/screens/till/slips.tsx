import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Heading } from '../../parts/heading.tsx';
import { useSession } from '../../session/session-context.ts';
import { LateSlips } from './late-slips.tsx';
import { PrintSlips } from './print-slips.tsx';
import { ReceiptPanel } from './receipt-panel.tsx';
import { SlipForm } from './slip-form.tsx';
import type { Receipt } from './standing.ts';

/** What was taken on paper while there was no network is entered first; new slips are printed for the next time. */
export default function Slips() {
  const { t } = useTranslation('till');
  const { me } = useSession();
  const [receipt, setReceipt] = useState<Receipt>();
  return (
    <>
      <Heading>{t('slips.title')}</Heading>
      <p className="no-print">{t('slips.words')}</p>
      {receipt && (
        <ReceiptPanel receipt={receipt} next={t('slips.next')} onNext={() => setReceipt(undefined)} />
      )}
      {/* Out of sight and still there: whoever enters the next one has said who is at the till. */}
      <div hidden={receipt !== undefined}>
        <SlipForm onTaken={setReceipt} />
      </div>
      <div className="no-print">
        <LateSlips />
        {me.responsible ? <PrintSlips /> : <p className="mt-5">{t('slips.print.others')}</p>}
      </div>
    </>
  );
}
