import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { AmountField } from '../../parts/amount-field.tsx';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { Form } from '../../parts/form.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { centsOf } from '../../words/cents.ts';
import { money } from '../../words/format.ts';
import type { Dispute } from '../../parts/dispute-told.tsx';

const outcomes = ['forHolder', 'forProvider'] as const;
type Outcome = (typeof outcomes)[number];

const empty = { outcome: '' as Outcome | '', amountCents: '', reasons: '' };

/** What comes back goes onto the voucher; both sides read the reasons. */
export function DecideDispute({ dispute: { id, amountCents: most } }: { readonly dispute: Dispute }) {
  const { t } = useTranslation('office');
  const [form, { forget }] = useKeptForm(`${id}/decide`, empty);
  const decide = useWrite('decideVoucherDispute', forget);
  const isForHolder = form.watch('outcome') === 'forHolder';
  const at = { form, formName: 'decide' };
  const send = ({ outcome, amountCents, reasons }: typeof empty) => {
    const cents = centsOf(amountCents);
    const part = isForHolder && cents !== undefined ? { amountCents: cents } : {};
    if (outcome) decide.mutate({ params: { disputeId: id }, body: { outcome, reasons, ...part } });
  };
  return (
    <Form name="decide" form={form} problem={decide.error} className="mt-4" onSend={send}>
      <h2 className="h4">{t('decide')}</h2>
      <p>{t('decide.words')}</p>
      <ChoiceField
        {...at}
        name="outcome"
        label={t('decide.outcome')}
        wrong={t('decide.outcome.missing')}
        options={outcomes.map((value) => ({ value, label: t(`decide.${value}`) }))}
      />
      {isForHolder && (
        <AmountField
          {...at}
          name="amountCents"
          label={t('decide.amount')}
          hint={t('decide.amount.hint', { most: money(most) })}
          wrong={t('decide.amount.wrong', { most: money(most) })}
          mostCents={most}
          optional
        />
      )}
      <TextField
        {...at}
        name="reasons"
        label={t('decide.reasons')}
        hint={t('decide.reasons.hint')}
        wrong={t('decide.reasons.missing')}
        rows={5}
        maxLength={4000}
      />
      <button type="submit" className="btn btn-primary" disabled={decide.isPending}>
        {t('decide.send')}
      </button>
    </Form>
  );
}
