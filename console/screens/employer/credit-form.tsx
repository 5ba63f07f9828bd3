import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readEuro } from '../../../domain/money.ts';
import { useWrite } from '../../client/use-write.ts';
import { Field } from '../../parts/field.tsx';
import { useFaults } from '../../parts/use-faults.tsx';
import { money } from '../../words/format.ts';

/** Credit for one person who works here today. The tax code is not kept as a draft: it names somebody. */
export function CreditForm({ planId }: { readonly planId: string }) {
  const { t } = useTranslation('employer');
  const [typed, setTyped] = useState({ taxCode: '', amount: '' });
  const [given, setGiven] = useState(0);
  const credit = useWrite('creditWallet', () => {
    setGiven(amountCents ?? 0);
    setTyped({ taxCode: '', amount: '' });
  });
  const amountCents = readEuro(typed.amount);
  const taxCode = typed.taxCode.replaceAll(/\s/g, '').toUpperCase();
  const faults = useFaults(
    {
      taxCode: { isWrong: !/^[A-Z0-9]{16}$/.test(taxCode), words: t('credit.taxCode.wrong') },
      amountCents: { isWrong: !amountCents, words: t('amount.wrong') },
    },
    credit.error,
  );
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (faults.isSound() && amountCents)
          credit.mutate({ params: { planId }, body: { taxCode, amountCents } });
      }}
    >
      <h3 className="h5">{t('credit.one')}</h3>
      {faults.summary}
      <Field label={t('credit.taxCode')} {...faults.field('taxCode')}>
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            spellCheck={false}
            value={typed.taxCode}
            onChange={(event) => setTyped({ ...typed, taxCode: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('credit.amount')} hint={t('amount.hint')} {...faults.field('amountCents')}>
        {(control) => (
          <input
            {...control}
            inputMode="decimal"
            value={typed.amount}
            onChange={(event) => setTyped({ ...typed, amount: event.target.value })}
          />
        )}
      </Field>
      <button type="submit" className="btn btn-primary" disabled={credit.isPending}>
        {t('credit.send')}
      </button>
      <p role="status">{credit.isSuccess && t('credit.done', { amount: money(given) })}</p>
    </form>
  );
}
