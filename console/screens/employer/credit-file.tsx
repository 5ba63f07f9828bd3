import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Call } from '../../client/call.ts';
import { ProblemError } from '../../client/problem.ts';
import { useWrite } from '../../client/use-write.ts';
import { saveCsv } from '../../parts/csv.ts';
import { Field } from '../../parts/field.tsx';
import { useFaults } from '../../parts/use-faults.tsx';
import { money } from '../../words/format.ts';

/** Credit for many from a spreadsheet: for all of them or for none; what is wrong is told line by line. */
export function CreditFile({ planId }: { readonly planId: string }) {
  const { t } = useTranslation('employer');
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File>();
  const credit = useWrite('creditWalletsFromFile', () => {
    setFile(undefined);
    if (input.current) input.current.value = '';
  });
  const wrongLines = credit.error instanceof ProblemError ? (credit.error.problem.errors ?? []) : [];
  const faults = useFaults(
    { list: { isWrong: file === undefined, words: t('file.missing') } },
    // The lines stand in a list of their own, numbered as in the file.
    credit.error instanceof ProblemError && wrongLines.length > 0
      ? new ProblemError({ ...credit.error.problem, errors: [] })
      : credit.error,
  );
  const send = () => {
    if (!file) return;
    const body = new FormData();
    body.set('file', file);
    // Travels as a form, which the document of the API describes as an object.
    credit.mutate({ params: { planId }, body: body as unknown as Call<'creditWalletsFromFile'>['body'] });
  };
  return (
    <form
      noValidate
      className="mt-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (faults.isSound()) send();
      }}
    >
      <h3 className="h5">{t('file')}</h3>
      <p>{t('file.words')}</p>
      <p>
        <button
          type="button"
          className="btn btn-outline-primary btn-sm"
          onClick={() => saveCsv('accrediti', ['codice fiscale', 'importo'], [])}
        >
          {t('file.example')}
        </button>
      </p>
      {faults.summary}
      {wrongLines.length > 0 && <WrongLines lines={wrongLines.map(({ message }) => message)} />}
      <Field label={t('file.list')} hint={t('file.hint')} {...faults.field('list')}>
        {(control) => (
          <input
            {...control}
            ref={input}
            type="file"
            accept=".csv,text/csv"
            onChange={(event) => setFile(event.target.files?.[0])}
          />
        )}
      </Field>
      <button type="submit" className="btn btn-primary" disabled={credit.isPending}>
        {t('file.send')}
      </button>
      <p role="status">
        {credit.data && t('file.done', { count: credit.data.credits, amount: money(credit.data.totalCents) })}
      </p>
    </form>
  );
}

function WrongLines({ lines }: { readonly lines: readonly string[] }) {
  const { t } = useTranslation('employer');
  return (
    <div className="console-missing">
      <p>
        <strong>{t('file.wrong', { count: lines.length })}</strong>
      </p>
      <ul className="mb-0">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
