import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { AmountField } from '../../parts/amount-field.tsx';
import { Form } from '../../parts/form.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { centsOf } from '../../words/cents.ts';
import { money } from '../../words/format.ts';

/** Credit for one person who works here today. The tax code is not kept as a draft: it names somebody. */
export function CreditForm({ planId }: { readonly planId: string }) {
  const { t } = useTranslation('employer');
  const empty = { taxCode: '', amountCents: '' };
  const [form, { clear }] = useKeptForm(`${planId}/credit`, empty, ['taxCode']);
  const [given, setGiven] = useState(0);
  const credit = useWrite('creditWallet', clear);
  const at = { form, formName: 'credit' };
  return (
    <Form
      name="credit"
      form={form}
      problem={credit.error}
      onSend={({ taxCode, amountCents }) => {
        const cents = centsOf(amountCents)!;
        setGiven(cents);
        credit.mutate({ params: { planId }, body: { taxCode: bare(taxCode), amountCents: cents } });
      }}
    >
      <h3 className="h5">{t('credit.one')}</h3>
      <TextField
        {...at}
        name="taxCode"
        label={t('credit.taxCode')}
        wrong={t('credit.taxCode.wrong')}
        isRight={(typed) => /^[A-Z0-9]{16}$/.test(bare(typed))}
      />
      <AmountField {...at} name="amountCents" label={t('credit.amount')} />
      <button type="submit" className="btn btn-primary" disabled={credit.isPending}>
        {t('credit.send')}
      </button>
      <p role="status">{credit.isSuccess && t('credit.done', { amount: money(given) })}</p>
    </Form>
  );
}

const bare = (taxCode: string) => taxCode.replaceAll(/\s/g, '').toUpperCase();
