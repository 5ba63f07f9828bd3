import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { AmountField } from '../../parts/amount-field.tsx';
import { FileField } from '../../parts/file-field.tsx';
import { Form } from '../../parts/form.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { centsOf } from '../../words/cents.ts';
import { romeToday } from '../../words/format.ts';
import type { Invoice } from './invoice-row.tsx';

/** The electronic invoice as it came: all that does not agree is told at once, and the file is not kept. */
export function InvoiceFileForm({ invoice: { id } }: { readonly invoice: Invoice }) {
  const { t } = useTranslation('fund');
  const form = useForm<{ file: FileList | null }>({ defaultValues: { file: null }, shouldFocusError: false });
  const upload = useWrite('uploadProviderInvoice');
  const formName = `file-${id}`;
  const send = async (file: File) =>
    upload.mutate({ params: { invoiceId: id }, body: { xml: await file.text() } });
  return (
    <Form name={formName} form={form} problem={upload.error} onSend={({ file }) => void send(file![0]!)}>
      <FileField
        form={form}
        formName={formName}
        name="file"
        label={t('invoice.file')}
        hint={t('invoice.file.hint')}
        wrong={t('invoice.file.missing')}
        accept=".xml,application/xml,text/xml"
      />
      <button type="submit" className="btn btn-primary btn-sm" disabled={upload.isPending}>
        {t('invoice.file.send')}
      </button>
    </Form>
  );
}

/** What stands on the invoice, when the file is not at hand. */
export function InvoiceNumberForm({ invoice: { id } }: { readonly invoice: Invoice }) {
  const { t } = useTranslation('fund');
  const formName = `number-${id}`;
  const [form, { forget }] = useKeptForm(formName, { number: '', issuedOn: '', totalCents: '' });
  const record = useWrite('recordProviderInvoice', forget);
  const at = { form, formName };
  return (
    <Form
      name={formName}
      form={form}
      problem={record.error}
      className="mt-4"
      onSend={({ number, issuedOn, totalCents }) =>
        record.mutate({
          params: { invoiceId: id },
          body: { number: number.trim(), issuedOn, totalCents: centsOf(totalCents)! },
        })
      }
    >
      <p>{t('invoice.or')}</p>
      <TextField
        {...at}
        name="number"
        label={t('invoice.number')}
        wrong={t('invoice.number.missing')}
        maxLength={20}
      />
      <TextField
        {...at}
        name="issuedOn"
        type="date"
        label={t('invoice.issuedOn')}
        wrong={t('invoice.issuedOn.wrong')}
        isRight={(typed) => typed !== '' && typed <= romeToday()}
      />
      <AmountField {...at} name="totalCents" label={t('invoice.total')} />
      <button type="submit" className="btn btn-primary btn-sm" disabled={record.isPending}>
        {t('invoice.number.send')}
      </button>
    </Form>
  );
}
