import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Answer, Call } from '../../client/call.ts';
import { messageAt } from '../../client/problem.ts';
import { useWrite } from '../../client/use-write.ts';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { useMissing } from '../../parts/use-missing.tsx';
import { centsOf } from '../../words/cents.ts';
import { money } from '../../words/format.ts';
import type { Voucher } from './voucher-card.tsx';

const reasons = ['notDelivered', 'notAsAgreed', 'chargedTwice', 'wrongAmount'] as const;
type Body = Call<'openVoucherDispute'>['body'];

/** Says what is wrong with what was taken; of a voucher that is spent in parts also how much should come back. */
export function DisputeForm({
  redemption,
  voucher,
  onClose,
}: {
  readonly redemption: Answer<'listVoucherRedemptions'>['items'][number];
  readonly voucher: Voucher;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('person');
  const navigate = useNavigate();
  const [draft, keep, discard] = useDraft(`dispute/${redemption.id}`, { reason: '', text: '', amount: '' });
  const open = useWrite('openVoucherDispute', ({ disputeId }) => {
    discard();
    void navigate(`?dispute=${disputeId}`);
  });
  const { reason, text, amount } = draft;
  // Without a service it holds an amount that is spent in parts; with one it is taken and comes back whole.
  const isInParts = voucher.service === null;
  const wrong = centsOf(amount) === undefined ? t('dispute.amount.wrong') : undefined;
  const missing = useMissing([
    { name: 'dispute-reason', label: t('dispute.reason'), value: draft.reason },
    { name: 'dispute-text', label: t('dispute.text'), value: draft.text },
    ...(isInParts && amount.trim()
      ? [{ name: 'dispute-amount', label: t('dispute.amount'), value: amount, wrong }]
      : []),
  ]);
  return (
    <form
      className="mt-3"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!missing.isComplete()) return;
        const part = isInParts && amount.trim() ? { amountCents: centsOf(amount)! } : {};
        const body = { redemptionId: redemption.id, reason: reason as Body['reason'], text, ...part };
        open.mutate({ params: { voucherId: voucher.id }, body });
      }}
    >
      {missing.summary}
      {open.error && <ProblemNotice error={open.error} />}
      <p>{t('dispute.words')}</p>
      <Choice
        id="dispute-reason"
        legend={t('dispute.reason')}
        error={missing.at('dispute-reason')}
        options={reasons.map((value) => ({ value, label: t(`dispute.${value}`) }))}
        chosen={reason}
        onChoose={(value) => keep({ ...draft, reason: value })}
      />
      {isInParts && (
        <Field
          id="dispute-amount"
          label={t('dispute.amount')}
          hint={t('dispute.amount.hint', { amount: money(redemption.amountCents) })}
          error={
            missing.at('dispute-amount') ??
            (messageAt(open.error, 'amountCents') && t('dispute.amount.wrong'))
          }
          optional
        >
          {(control) => (
            <input
              {...control}
              inputMode="decimal"
              value={amount}
              onChange={(event) => keep({ ...draft, amount: event.target.value })}
            />
          )}
        </Field>
      )}
      <Field
        id="dispute-text"
        label={t('dispute.text')}
        hint={t('dispute.text.hint')}
        error={missing.at('dispute-text')}
      >
        {(control) => (
          <textarea
            {...control}
            rows={4}
            value={text}
            onChange={(event) => keep({ ...draft, text: event.target.value })}
          />
        )}
      </Field>
      <div className="console-actions">
        <button type="submit" className="btn btn-primary" disabled={open.isPending}>
          {t('dispute.do')}
        </button>
        <button type="button" className="btn btn-outline-primary" onClick={onClose}>
          {t('dispute.close')}
        </button>
      </div>
    </form>
  );
}
