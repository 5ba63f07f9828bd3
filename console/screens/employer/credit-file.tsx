import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { saveCsv } from '../../parts/csv.ts';
import { FileField } from '../../parts/file-field.tsx';
import { Form } from '../../parts/form.tsx';
import { useWrongLines, WrongLines } from '../../parts/wrong-lines.tsx';
import { money } from '../../words/format.ts';

/** Credit for many from a spreadsheet: for all of them or for none; what is wrong is told line by line. */
export function CreditFile({ planId }: { readonly planId: string }) {
  const { t } = useTranslation('employer');
  const form = useForm<{ list: FileList | null }>({ defaultValues: { list: null }, shouldFocusError: false });
  const credit = useWrite('creditWalletsFromFile', () => form.reset());
  const { lines, problem } = useWrongLines(credit.error);
  const send = (file: File) => credit.mutate({ params: { planId }, form: { file } });
  return (
    <Form
      name="credits"
      form={form}
      problem={problem}
      className="mt-5"
      onSend={({ list }) => send(list![0]!)}
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
      <WrongLines title={t('file.wrong', { count: lines.length })} lines={lines} />
      <FileField
        form={form}
        formName="credits"
        name="list"
        label={t('file.list')}
        hint={t('file.hint')}
        wrong={t('file.missing')}
        accept=".csv,text/csv"
      />
      <button type="submit" className="btn btn-primary" disabled={credit.isPending}>
        {t('file.send')}
      </button>
      <p role="status">
        {credit.data && t('file.done', { count: credit.data.credits, amount: money(credit.data.totalCents) })}
      </p>
    </Form>
  );
}
