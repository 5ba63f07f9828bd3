import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { FileField } from '../../parts/file-field.tsx';
import { Form } from '../../parts/form.tsx';

const columns = ['riferimento', 'data', 'importo', 'end_to_end', 'esito'] as const;

/** Hands in what the bank sent: its list or its statement, told apart by how the file begins. */
export function ImportForm() {
  const { t } = useTranslation('fund');
  const form = useForm<{ file: FileList | null }>({ defaultValues: { file: null }, shouldFocusError: false });
  const list = useWrite('importBankLines', () => form.reset());
  const statement = useWrite('importBankStatement', () => form.reset());
  const isPending = list.isPending || statement.isPending;
  const told = statement.data ?? list.data;
  const send = async (file: File) => {
    list.reset();
    statement.reset();
    const text = await file.text();
    if (/^\ufeff?\s*</.test(text)) statement.mutate({ body: { xml: text } });
    else list.mutate({ body: { csv: text } });
  };
  return (
    <section aria-labelledby="import">
      <h2 id="import" className="h4">
        {t('import')}
      </h2>
      <Form
        name="bank-file"
        form={form}
        problem={statement.error ?? list.error}
        onSend={({ file }) => void send(file![0]!)}
      >
        <FileField
          form={form}
          formName="bank-file"
          name="file"
          label={t('import.file')}
          hint={t('import.hint')}
          wrong={t('import.missing')}
          accept=".csv,.xml,text/csv,application/xml"
        />
        <button type="submit" className="btn btn-primary" disabled={isPending}>
          {t('import.send')}
        </button>
      </Form>
      <h3 className="h6 mt-3">{t('import.columns')}</h3>
      <ul className="small">
        {columns.map((column) => (
          <li key={column}>
            <strong>{column}</strong>: {t(`import.column.${column}`)}
          </li>
        ))}
      </ul>
      <div role="status" className="mt-3">
        {told && (
          <ul>
            <li>{t('import.confirmed', { count: told.confirmed })}</li>
            <li>{t('import.rejected', { count: told.rejected })}</li>
            <li>{t('import.unknown', { count: told.unknown })}</li>
            <li>{t('import.repeated', { count: told.repeated })}</li>
          </ul>
        )}
      </div>
    </section>
  );
}
