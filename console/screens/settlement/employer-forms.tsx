import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readEuro } from '../../../domain/money.ts';
import { useWrite } from '../../client/use-write.ts';
import { Field } from '../../parts/field.tsx';
import { OrganisationField } from '../../parts/organisation-field.tsx';
import { useFaults } from '../../parts/use-faults.tsx';
import { money, romeToday } from '../../words/format.ts';

/** An employer's money came: by which line of the bank, which counts once. */
export function PrefundForm() {
  const { t } = useTranslation('fund');
  const [typed, setTyped] = useState({ organisationId: '', amount: '', bankRef: '' });
  const record = useWrite('recordPrefund', () => setTyped({ organisationId: '', amount: '', bankRef: '' }));
  const amountCents = readEuro(typed.amount);
  const bankRef = typed.bankRef.trim();
  const faults = useFaults(
    {
      organisationId: { isWrong: typed.organisationId === '', words: t('employer.missing') },
      amountCents: { isWrong: !amountCents, words: t('amount.wrong') },
      bankRef: { isWrong: bankRef === '' || bankRef.length > 64, words: t('bankRef.missing') },
    },
    record.error,
  );
  return (
    <details className="mb-3">
      <summary>{t('prefund')}</summary>
      <form
        noValidate
        className="mt-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (faults.isSound() && amountCents)
            record.mutate({ body: { organisationId: typed.organisationId, amountCents, bankRef } });
        }}
      >
        {faults.summary}
        <OrganisationField
          role="employer"
          label={t('employer')}
          {...faults.field('organisationId')}
          chosen={typed.organisationId}
          onChoose={(organisationId) => setTyped({ ...typed, organisationId })}
        />
        <Field label={t('movement.amount')} hint={t('amount.hint')} {...faults.field('amountCents')}>
          {(control) => (
            <input
              {...control}
              inputMode="decimal"
              value={typed.amount}
              onChange={(event) => setTyped({ ...typed, amount: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('bankRef')} hint={t('bankRef.hint')} {...faults.field('bankRef')}>
          {(control) => (
            <input
              {...control}
              value={typed.bankRef}
              onChange={(event) => setTyped({ ...typed, bankRef: event.target.value })}
            />
          )}
        </Field>
        <button type="submit" className="btn btn-primary" disabled={record.isPending}>
          {t('prefund.send')}
        </button>
        <p role="status">{record.isSuccess && t('prefund.done')}</p>
      </form>
    </details>
  );
}

/** What is typed for the invoice of a month, what is wrong with it, and drawing it up. */
function useDrawUpInvoice() {
  const { t } = useTranslation('fund');
  const [typed, setTyped] = useState({ organisationId: '', month: '', prefund: '' });
  const drawUp = useWrite('drawUpEmployerInvoice');
  const prefundCents = typed.prefund.trim() === '' ? 0 : readEuro(typed.prefund);
  const isOver = /^\d{4}-\d{2}$/.test(typed.month) && typed.month < romeToday().slice(0, 7);
  const faults = useFaults(
    {
      organisationId: { isWrong: typed.organisationId === '', words: t('employer.missing') },
      month: { isWrong: !isOver, words: t('drawUpInvoice.month.wrong') },
      prefundCents: { isWrong: prefundCents === undefined, words: t('amount.wrong') },
    },
    drawUp.error,
  );
  const send = () => {
    const { organisationId, month } = typed;
    if (faults.isSound() && prefundCents !== undefined)
      drawUp.mutate({ body: { organisationId, month, prefundCents } });
  };
  return { typed, setTyped, drawUp, faults, send };
}

/** What an employer owes for a month that is over, and what it wants to pay in with it. */
export function DrawUpInvoiceForm() {
  const { t } = useTranslation('fund');
  const { typed, setTyped, drawUp, faults, send } = useDrawUpInvoice();
  return (
    <details>
      <summary>{t('drawUpInvoice')}</summary>
      <form
        noValidate
        className="mt-3"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        {faults.summary}
        <OrganisationField
          role="employer"
          label={t('employer')}
          {...faults.field('organisationId')}
          chosen={typed.organisationId}
          onChoose={(organisationId) => setTyped({ ...typed, organisationId })}
        />
        <Field label={t('month')} hint={t('drawUpInvoice.month.hint')} {...faults.field('month')}>
          {(control) => (
            <input
              {...control}
              placeholder={romeToday().slice(0, 7)}
              value={typed.month}
              onChange={(event) => setTyped({ ...typed, month: event.target.value.trim() })}
            />
          )}
        </Field>
        <Field
          label={t('drawUpInvoice.prefund')}
          hint={t('amount.hint')}
          {...faults.field('prefundCents')}
          optional
        >
          {(control) => (
            <input
              {...control}
              inputMode="decimal"
              value={typed.prefund}
              onChange={(event) => setTyped({ ...typed, prefund: event.target.value })}
            />
          )}
        </Field>
        <button type="submit" className="btn btn-primary" disabled={drawUp.isPending}>
          {t('drawUpInvoice.send')}
        </button>
        <p role="status">
          {drawUp.data && t('drawUpInvoice.done', { amount: money(drawUp.data.totalCents) })}
        </p>
      </form>
    </details>
  );
}
