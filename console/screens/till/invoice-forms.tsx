import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { centsOf } from '../../words/cents.ts';
import { Field } from '../../parts/field.tsx';
import { Form, wrongWith } from '../../parts/form.tsx';
import type { Invoice } from './invoice-row.tsx';

/** The electronic invoice itself: all that does not fit is told at once. */
export function InvoiceFile({ invoice: { id } }: { readonly invoice: Invoice }) {
  const { t } = useTranslation('till');
  const form = useForm<{ xml: FileList | null }>({ defaultValues: { xml: null }, shouldFocusError: false });
  const upload = useWrite('uploadProviderInvoice');
  const send = async (xml: FileList | null) => {
    const file = xml?.[0];
    if (file) upload.mutate({ params: { invoiceId: id }, body: { xml: await file.text() } });
  };
  return (
    <Form name={`file-${id}`} form={form} problem={upload.error} onSend={({ xml }) => void send(xml)}>
      <Field
        id={`file-${id}-xml`}
        label={t('invoice.file')}
        hint={t('invoice.file.hint')}
        error={wrongWith(form.formState.errors, upload.error, 'xml')}
      >
        {(described) => (
          <input
            {...described}
            type="file"
            accept=".xml,application/xml,text/xml"
            {...form.register('xml', {
              validate: (files) => files?.length === 1 || t('invoice.file.missing'),
            })}
          />
        )}
      </Field>
      <button type="submit" className="btn btn-primary" disabled={upload.isPending}>
        {t('invoice.file.send')}
      </button>
    </Form>
  );
}

/** What stands on an invoice that is not at hand as a file. */
export function InvoiceNumber({ invoice: { id } }: { readonly invoice: Invoice }) {
  const { t } = useTranslation('till');
  const form = useForm({ defaultValues: { number: '', issuedOn: '', total: '' }, shouldFocusError: false });
  const record = useWrite('recordProviderInvoice');
  const name = `number-${id}`;
  const wrong = (field: string) => wrongWith(form.formState.errors, record.error, field);
  return (
    <div className="mt-4">
      <p>{t('invoice.or')}</p>
      <Form
        name={name}
        form={form}
        problem={record.error}
        onSend={({ number, issuedOn, total }) =>
          record.mutate({
            params: { invoiceId: id },
            body: { number: number.trim(), issuedOn, totalCents: centsOf(total) ?? 0 },
          })
        }
      >
        <Field id={`${name}-number`} label={t('invoice.number')} error={wrong('number')}>
          {(described) => (
            <input
              {...described}
              className="form-control till-pin"
              maxLength={20}
              {...form.register('number', {
                validate: (typed) => typed.trim() !== '' || t('invoice.number.missing'),
              })}
            />
          )}
        </Field>
        <Field id={`${name}-issuedOn`} label={t('invoice.issuedOn')} error={wrong('issuedOn')}>
          {(described) => (
            <input
              {...described}
              type="date"
              className="form-control till-pin"
              {...form.register('issuedOn', { required: t('invoice.issuedOn.missing') })}
            />
          )}
        </Field>
        <Field
          id={`${name}-total`}
          label={t('invoice.total')}
          hint={t('invoice.total.hint')}
          error={wrong('total') ?? wrong('totalCents')}
        >
          {(described) => (
            <input
              {...described}
              className="form-control till-pin"
              inputMode="decimal"
              {...form.register('total', {
                validate: (typed) => (centsOf(typed) ?? 0) > 0 || t('invoice.total.wrong'),
              })}
            />
          )}
        </Field>
        <button type="submit" className="btn btn-primary" disabled={record.isPending}>
          {t('invoice.number.send')}
        </button>
      </Form>
    </div>
  );
}
