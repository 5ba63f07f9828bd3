import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { useWrite } from '../../client/use-write.ts';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { Form } from '../../parts/form.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { centsOf } from '../../words/cents.ts';
import { money } from '../../words/format.ts';
import type { Voucher } from './voucher-card.tsx';

const reasons = ['notDelivered', 'notAsAgreed', 'chargedTwice', 'wrongAmount'] as const;
const empty = { reason: '' as (typeof reasons)[number] | '', text: '', amountCents: '' };

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
  const [form, { forget }] = useKeptForm(`dispute/${redemption.id}`, empty);
  const open = useWrite('openVoucherDispute', ({ disputeId }) => {
    forget();
    void navigate(`?dispute=${disputeId}`);
  });
  // Without a service it holds an amount that is spent in parts; with one it is taken and comes back whole.
  const isInParts = voucher.service === null;
  const at = { form, formName: 'dispute' };
  return (
    <Form
      name="dispute"
      form={form}
      problem={open.error}
      className="mt-3"
      onSend={({ reason, text, amountCents: typed }) => {
        const part = isInParts && typed.trim() ? { amountCents: centsOf(typed)! } : {};
        const body = { redemptionId: redemption.id, text, ...part };
        if (reason) open.mutate({ params: { voucherId: voucher.id }, body: { ...body, reason } });
      }}
    >
      <p>{t('dispute.words')}</p>
      <ChoiceField
        {...at}
        name="reason"
        label={t('dispute.reason')}
        options={reasons.map((value) => ({ value, label: t(`dispute.${value}`) }))}
      />
      {isInParts && (
        <TextField
          {...at}
          name="amountCents"
          label={t('dispute.amount')}
          hint={t('dispute.amount.hint', { amount: money(redemption.amountCents) })}
          optional
          inputMode="decimal"
          faultOf={(typed) => (centsOf(typed) === undefined ? t('dispute.amount.wrong') : undefined)}
        />
      )}
      <TextField {...at} name="text" label={t('dispute.text')} hint={t('dispute.text.hint')} rows={4} />
      <div className="console-actions">
        <button type="submit" className="btn btn-primary" disabled={open.isPending}>
          {t('dispute.do')}
        </button>
        <button type="button" className="btn btn-outline-primary" onClick={onClose}>
          {t('dispute.close')}
        </button>
      </div>
    </Form>
  );
}
