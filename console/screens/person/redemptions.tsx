import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { useList, useRead } from '../../client/use-read.ts';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { day, money, moment, romeToday } from '../../words/format.ts';
import { DisputeForm } from './dispute-form.tsx';
import type { Voucher } from './voucher-card.tsx';

type Redemption = Answer<'listVoucherRedemptions'>['items'][number];

/** What was taken with a voucher and by whom; what was not given for it may be disputed for some weeks. */
export function Redemptions({ voucher }: { readonly voucher: Voucher }) {
  const { t } = useTranslation('person');
  const taken = useRead('listVoucherRedemptions', { params: { voucherId: voucher.id }, query: {} });
  const disputes = useList('listVoucherDisputes', { query: { order: 'newestFirst' } });
  const error = taken.error ?? disputes.error;
  if (error) return <ProblemNotice error={error} onAgain={() => void taken.refetch()} />;
  if (!taken.data || !disputes.items) return <Loading />;
  if (taken.data.items.length === 0) return null;
  return (
    <section className="mt-5 no-print" aria-labelledby="taken">
      <h2 id="taken" className="h4">
        {t('taken.title')}
      </h2>
      <ul className="console-rows">
        {taken.data.items.map((redemption) => (
          <RedemptionRow
            key={redemption.id}
            redemption={redemption}
            voucher={voucher}
            disputeId={
              disputes.items?.find(
                ({ redemptionId, state }) => redemptionId === redemption.id && state !== 'withdrawn',
              )?.id
            }
          />
        ))}
      </ul>
    </section>
  );
}

function RedemptionRow({
  redemption,
  voucher,
  disputeId,
}: {
  readonly redemption: Redemption;
  readonly voucher: Voucher;
  readonly disputeId: string | undefined;
}) {
  const { t } = useTranslation('person');
  const [isOpen, setOpen] = useState(false);
  const { number, provider, amountCents, refundedCents, capturedAt, disputableUntil } = redemption;
  const mayDispute = disputableUntil >= romeToday() && refundedCents < amountCents && !disputeId;
  return (
    <li>
      <p className="mb-1">
        <strong>{t('taken.line', { amount: money(amountCents), name: provider.name })}</strong>,{' '}
        {moment(capturedAt)} ({number})
      </p>
      {refundedCents > 0 && <p className="mb-1">{t('taken.back', { amount: money(refundedCents) })}</p>}
      {disputeId && <Link to={`?dispute=${disputeId}`}>{t('taken.dispute')}</Link>}
      {mayDispute && !isOpen && (
        <p className="mb-0">
          <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => setOpen(true)}>
            {t('taken.disputeIt')}
          </button>{' '}
          {t('taken.until', { day: day(disputableUntil) })}
        </p>
      )}
      {isOpen && !disputeId && (
        <DisputeForm redemption={redemption} voucher={voucher} onClose={() => setOpen(false)} />
      )}
    </li>
  );
}
