import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { AmountField } from '../../parts/amount-field.tsx';
import { Form } from '../../parts/form.tsx';
import { useOrganisations } from '../../parts/organisation-field.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { centsOf } from '../../words/cents.ts';
import { money, romeToday } from '../../words/format.ts';
import { BankRefField } from './bank-ref-field.tsx';

/** An employer's money came: by which line of the bank, which counts once. */
export function PrefundForm() {
  const { t } = useTranslation('fund');
  const empty = { organisationId: '', amountCents: '', bankRef: '' };
  const [form, { clear }] = useKeptForm('prefund', empty);
  const record = useWrite('recordPrefund', clear);
  const employers = useOrganisations('employer');
  const at = { form, formName: 'prefund' };
  return (
    <details className="mb-3">
      <summary>{t('prefund')}</summary>
      <Form
        name="prefund"
        form={form}
        problem={record.error}
        className="mt-3"
        onSend={({ organisationId, amountCents, bankRef }) =>
          record.mutate({
            body: { organisationId, amountCents: centsOf(amountCents)!, bankRef: bankRef.trim() },
          })
        }
      >
        <SelectField
          {...at}
          name="organisationId"
          label={t('employer')}
          wrong={t('employer.missing')}
          options={employers}
        />
        <AmountField {...at} name="amountCents" label={t('movement.amount')} />
        <BankRefField {...at} name="bankRef" />
        <button type="submit" className="btn btn-primary" disabled={record.isPending}>
          {t('prefund.send')}
        </button>
        <p role="status">{record.isSuccess && t('prefund.done')}</p>
      </Form>
    </details>
  );
}

/** What an employer owes for a month that is over, and what it wants to pay in with it. */
export function DrawUpInvoiceForm() {
  const { t } = useTranslation('fund');
  const [form, { forget }] = useKeptForm('employer-invoice', {
    organisationId: '',
    month: '',
    prefundCents: '',
  });
  const drawUp = useWrite('drawUpEmployerInvoice', forget);
  const employers = useOrganisations('employer');
  const thisMonth = romeToday().slice(0, 7);
  const at = { form, formName: 'draw-up' };
  return (
    <details>
      <summary>{t('drawUpInvoice')}</summary>
      <Form
        name="draw-up"
        form={form}
        problem={drawUp.error}
        className="mt-3"
        onSend={({ organisationId, month, prefundCents }) =>
          drawUp.mutate({
            body: { organisationId, month: month.trim(), prefundCents: centsOf(prefundCents) ?? 0 },
          })
        }
      >
        <SelectField
          {...at}
          name="organisationId"
          label={t('employer')}
          wrong={t('employer.missing')}
          options={employers}
        />
        <TextField
          {...at}
          name="month"
          label={t('month')}
          hint={t('drawUpInvoice.month.hint')}
          wrong={t('drawUpInvoice.month.wrong')}
          isRight={(typed) => /^\d{4}-\d{2}$/.test(typed.trim()) && typed.trim() < thisMonth}
        />
        <AmountField {...at} name="prefundCents" label={t('drawUpInvoice.prefund')} leastCents={0} optional />
        <button type="submit" className="btn btn-primary" disabled={drawUp.isPending}>
          {t('drawUpInvoice.send')}
        </button>
        <p role="status">
          {drawUp.data && t('drawUpInvoice.done', { amount: money(drawUp.data.totalCents) })}
        </p>
      </Form>
    </details>
  );
}
