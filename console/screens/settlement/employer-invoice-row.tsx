import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readEuro } from '../../../domain/money.ts';
import type { Answer } from '../../client/call.ts';
import { useWrite } from '../../client/use-write.ts';
import { Field } from '../../parts/field.tsx';
import { OrganisationName } from '../../parts/organisation-name.tsx';
import { Tag } from '../../parts/tag.tsx';
import { useFaults } from '../../parts/use-faults.tsx';
import { useSession } from '../../session/session-context.ts';
import { day, money, monthName } from '../../words/format.ts';

type Invoice = Answer<'listEmployerInvoices'>['items'][number];

export function EmployerInvoiceRow({ invoice }: { readonly invoice: Invoice }) {
  const { t } = useTranslation('fund');
  const { me } = useSession();
  const [isOpen, setOpen] = useState(false);
  const { organisationId, month, shareCents, prefundCents, totalCents, paidAt } = invoice;
  return (
    <li>
      <h3 className="h6 mb-1">
        <OrganisationName id={organisationId} />, {monthName(month)}: {money(totalCents)}
      </h3>
      <p className="mb-2">
        <Tag tone={paidAt ? 'good' : 'soon'}>
          {paidAt ? t('employerInvoice.paid', { day: day(paidAt) }) : t('employerInvoice.unpaid')}
        </Tag>{' '}
        {t('employerInvoice.parts', { share: money(shareCents), prefund: money(prefundCents) })}
      </p>
      {!paidAt && me.roles.includes('fundOfficer') && (
        <button
          type="button"
          className="btn btn-outline-primary btn-sm"
          aria-expanded={isOpen}
          aria-label={t('employerInvoice.pay.of', { amount: money(totalCents), month: monthName(month) })}
          onClick={() => setOpen(!isOpen)}
        >
          {t('employerInvoice.pay')}
        </button>
      )}
      {isOpen && !paidAt && <PayForm invoice={invoice} />}
    </li>
  );
}

/** The amount is typed as the bank has it: another one is another payment, and is refused. */
function PayForm({ invoice }: { readonly invoice: Invoice }) {
  const { t } = useTranslation('fund');
  const [typed, setTyped] = useState({ bankRef: '', amount: '' });
  const pay = useWrite('payEmployerInvoice');
  const amountCents = readEuro(typed.amount);
  const bankRef = typed.bankRef.trim();
  const faults = useFaults(
    {
      bankRef: { isWrong: bankRef === '' || bankRef.length > 64, words: t('bankRef.missing') },
      amountCents: { isWrong: !amountCents, words: t('amount.wrong') },
    },
    pay.error,
  );
  return (
    <form
      noValidate
      className="mt-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (faults.isSound() && amountCents)
          pay.mutate({ params: { invoiceId: invoice.id }, body: { bankRef, amountCents } });
      }}
    >
      {faults.summary}
      <Field label={t('bankRef')} hint={t('bankRef.hint')} {...faults.field('bankRef')}>
        {(control) => (
          <input
            {...control}
            value={typed.bankRef}
            onChange={(event) => setTyped({ ...typed, bankRef: event.target.value })}
          />
        )}
      </Field>
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
      <button type="submit" className="btn btn-primary btn-sm" disabled={pay.isPending}>
        {t('employerInvoice.pay.send')}
      </button>
    </form>
  );
}
