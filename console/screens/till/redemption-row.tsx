import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { Opener } from '../../parts/opener.tsx';
import { Tag } from '../../parts/tag.tsx';
import { moment, money } from '../../words/format.ts';
import { CorrectionForm } from './correction-form.tsx';
import { CorrectionNote } from './correction-note.tsx';
import { RefundForm } from './refund-form.tsx';
import type { Receipt } from './standing.ts';
import { usePlaces } from '../../parts/use-places.ts';

export type Correction = Answer<'listCorrections'>['items'][number];

type Asked = 'refund' | 'correction';

export function RedemptionRow({
  redemption,
  correction,
  disputeId,
}: {
  readonly redemption: Receipt;
  readonly correction: Correction | undefined;
  /** What its holder says was wrong with it. */
  readonly disputeId: string | undefined;
}) {
  const { t } = useTranslation('till');
  const { places, nameOf } = usePlaces();
  const [asked, setAsked] = useState<Asked>();
  const [done, setDone] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  const { id, number, amountCents, refundedCents } = redemption;
  const isRefundable = refundedCents < amountCents;
  const state = refundedCents === 0 ? 'whole' : isRefundable ? 'part' : 'refunded';
  const finish = (words: string) => {
    setDone(words);
    setAsked(undefined);
    // The form that had the focus is gone.
    heading.current?.focus();
  };
  const opener = (kind: Asked) => (
    <Opener
      label={t(`redemption.${kind}`)}
      about={number}
      isOpen={asked === kind}
      onSet={(isOpen) => setAsked(isOpen ? kind : undefined)}
    />
  );
  return (
    <li>
      <h2 ref={heading} tabIndex={-1} className="h5 mb-1">
        {money(amountCents)} – {moment(redemption.capturedAt)}
      </h2>
      <p className="mb-1">
        <Tag tone={state === 'whole' ? 'good' : 'plain'}>
          {t(`redemption.state.${state}`, { amount: money(refundedCents) })}
        </Tag>
      </p>
      <p className="mb-1">
        {t('redemption.numbers', { number, voucher: redemption.voucherNumber })}
        {places.length > 1 && ` · ${nameOf(redemption.placeId) ?? ''}`}
      </p>
      <p className="mb-2">
        {t('receipt.shares', {
          provider: money(redemption.providerCents),
          fund: money(redemption.fundCents),
        })}
      </p>
      {disputeId && <Disputed disputeId={disputeId} number={number} />}
      {correction && <CorrectionNote correction={correction} />}
      <p role="status" className="mb-2">
        {done}
      </p>
      <div className="console-actions my-0">
        {isRefundable && opener('refund')}
        {isRefundable && correction?.state !== 'asked' && opener('correction')}
      </div>
      {asked === 'refund' && <RefundForm key={id} redemption={redemption} onDone={finish} />}
      {asked === 'correction' && <CorrectionForm key={id} redemption={redemption} onDone={finish} />}
    </li>
  );
}

function Disputed({ disputeId, number }: { readonly disputeId: string; readonly number: string }) {
  const { t } = useTranslation('till');
  return (
    <p className="mb-2">
      <Link to={`/disputes/${disputeId}`}>{t('redemption.dispute', { number })}</Link>
    </p>
  );
}
