import { useTranslation } from 'react-i18next';
import { moment, money } from '../../words/format.ts';
import { FocusedHeading } from '../../parts/focused-heading.tsx';
import type { Receipt } from './standing.ts';

/** It is done: how much, and what of it is whose. */
export function ReceiptPanel({
  receipt,
  next,
  onNext,
}: {
  readonly receipt: Receipt;
  /** What comes next, where it is not the next customer. */
  readonly next?: string;
  readonly onNext: () => void;
}) {
  const { t } = useTranslation('till');
  return (
    <section aria-labelledby="receipt" className="console-form">
      <FocusedHeading id="receipt">{t('receipt.title')}</FocusedHeading>
      <div role="status" className="till-result good">
        <p className="till-amount">{t('receipt.taken', { amount: money(receipt.amountCents) })}</p>
        <p className="till-service">{t('receipt.number', { number: receipt.number })}</p>
        <p>{t('held.number', { number: receipt.voucherNumber })}</p>
        <p>{moment(receipt.capturedAt)}</p>
        <p className="mb-0">
          {t('receipt.shares', {
            provider: money(receipt.providerCents),
            fund: money(receipt.fundCents),
          })}{' '}
          {t('receipt.paid')}
        </p>
      </div>
      <div className="console-actions no-print">
        <button type="button" className="btn btn-primary till-large" onClick={onNext}>
          {next ?? t('till.next')}
        </button>
        <button type="button" className="btn btn-outline-primary till-large" onClick={() => window.print()}>
          {t('receipt.print')}
        </button>
      </div>
    </section>
  );
}
