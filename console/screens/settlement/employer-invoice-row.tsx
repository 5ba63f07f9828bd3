import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { useWrite } from '../../client/use-write.ts';
import { AmountField } from '../../parts/amount-field.tsx';
import { Form } from '../../parts/form.tsx';
import { OrganisationName } from '../../parts/organisation-name.tsx';
import { Tag } from '../../parts/tag.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { useSession } from '../../session/session-context.ts';
import { centsOf } from '../../words/cents.ts';
import { day, money, monthName } from '../../words/format.ts';
import { BankRefField } from './bank-ref-field.tsx';

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
function PayForm({ invoice: { id } }: { readonly invoice: Invoice }) {
  const { t } = useTranslation('fund');
  const formName = `pay-${id}`;
  const [form, { forget }] = useKeptForm(formName, { bankRef: '', amountCents: '' });
  const pay = useWrite('payEmployerInvoice', forget);
  return (
    <Form
      name={formName}
      form={form}
      problem={pay.error}
      className="mt-3"
      onSend={({ bankRef, amountCents }) =>
        pay.mutate({
          params: { invoiceId: id },
          body: { bankRef: bankRef.trim(), amountCents: centsOf(amountCents)! },
        })
      }
    >
      <BankRefField form={form} formName={formName} name="bankRef" />
      <AmountField form={form} formName={formName} name="amountCents" label={t('movement.amount')} />
      <button type="submit" className="btn btn-primary btn-sm" disabled={pay.isPending}>
        {t('employerInvoice.pay.send')}
      </button>
    </Form>
  );
}
