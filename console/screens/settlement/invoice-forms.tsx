import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readEuro } from '../../../domain/money.ts';
import { useWrite } from '../../client/use-write.ts';
import { Field } from '../../parts/field.tsx';
import { useFaults } from '../../parts/use-faults.tsx';
import { romeToday } from '../../words/format.ts';
import type { Invoice } from './invoice-row.tsx';

/** The electronic invoice as it came: all that does not agree is told at once, and the file is not kept. */
export function InvoiceFileForm({ invoice }: { readonly invoice: Invoice }) {
  const { t } = useTranslation('fund');
  const [file, setFile] = useState<File>();
  const upload = useWrite('uploadProviderInvoice');
  const faults = useFaults(
    { file: { isWrong: file === undefined, words: t('invoice.file.missing') } },
    upload.error,
  );
  const send = async () => {
    if (faults.isSound() && file)
      upload.mutate({ params: { invoiceId: invoice.id }, body: { xml: await file.text() } });
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {faults.summary}
      <Field label={t('invoice.file')} hint={t('invoice.file.hint')} {...faults.field('file')}>
        {(control) => (
          <input
            {...control}
            type="file"
            accept=".xml,application/xml,text/xml"
            onChange={(event) => setFile(event.target.files?.[0])}
          />
        )}
      </Field>
      <button type="submit" className="btn btn-primary btn-sm" disabled={upload.isPending}>
        {t('invoice.file.send')}
      </button>
    </form>
  );
}

/** What stands on the invoice, when the file is not at hand. */
export function InvoiceNumberForm({ invoice }: { readonly invoice: Invoice }) {
  const { t } = useTranslation('fund');
  const [typed, setTyped] = useState({ number: '', issuedOn: '', total: '' });
  const record = useWrite('recordProviderInvoice');
  const totalCents = readEuro(typed.total);
  const faults = useFaults(
    {
      number: { isWrong: typed.number.trim() === '', words: t('invoice.number.missing') },
      issuedOn: {
        isWrong: typed.issuedOn === '' || typed.issuedOn > romeToday(),
        words: t('invoice.issuedOn.wrong'),
      },
      totalCents: { isWrong: !totalCents, words: t('amount.wrong') },
    },
    record.error,
  );
  return (
    <form
      noValidate
      className="mt-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!faults.isSound() || !totalCents) return;
        const body = { number: typed.number.trim(), issuedOn: typed.issuedOn, totalCents };
        record.mutate({ params: { invoiceId: invoice.id }, body });
      }}
    >
      <p>{t('invoice.or')}</p>
      {faults.summary}
      <Field label={t('invoice.number')} {...faults.field('number')}>
        {(control) => (
          <input
            {...control}
            maxLength={20}
            value={typed.number}
            onChange={(event) => setTyped({ ...typed, number: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('invoice.issuedOn')} {...faults.field('issuedOn')}>
        {(control) => (
          <input
            {...control}
            type="date"
            value={typed.issuedOn}
            onChange={(event) => setTyped({ ...typed, issuedOn: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('invoice.total')} hint={t('amount.hint')} {...faults.field('totalCents')}>
        {(control) => (
          <input
            {...control}
            inputMode="decimal"
            value={typed.total}
            onChange={(event) => setTyped({ ...typed, total: event.target.value })}
          />
        )}
      </Field>
      <button type="submit" className="btn btn-primary btn-sm" disabled={record.isPending}>
        {t('invoice.number.send')}
      </button>
    </form>
  );
}
