import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { Field } from '../../parts/field.tsx';
import { useFaults } from '../../parts/use-faults.tsx';

/** Hands in what the bank sent: its list or its statement, told apart by how the file begins. */
export function ImportForm() {
  const { t } = useTranslation('fund');
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File>();
  const fresh = () => {
    setFile(undefined);
    if (input.current) input.current.value = '';
  };
  const list = useWrite('importBankLines', fresh);
  const statement = useWrite('importBankStatement', fresh);
  const isPending = list.isPending || statement.isPending;
  const told = statement.data ?? list.data;
  const faults = useFaults(
    { file: { isWrong: file === undefined, words: t('import.missing') } },
    statement.error ?? list.error,
  );
  const send = async () => {
    if (!faults.isSound() || !file) return;
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
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        {faults.summary}
        <Field label={t('import.file')} hint={t('import.hint')} {...faults.field('file')}>
          {(control) => (
            <input
              {...control}
              ref={input}
              type="file"
              accept=".csv,.xml,text/csv,application/xml"
              onChange={(event) => setFile(event.target.files?.[0])}
            />
          )}
        </Field>
        <button type="submit" className="btn btn-primary" disabled={isPending}>
          {t('import.send')}
        </button>
      </form>
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
