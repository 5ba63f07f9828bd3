import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { StepForm } from './step-form.tsx';

/** Asks for documents, one a line; it can be done once. */
export function RequestForm({
  assessmentId,
  onDone,
}: {
  readonly assessmentId: string;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation('cases');
  const [form, { forget }] = useKeptForm(`${assessmentId}/request`, { documents: '', dueInDays: '30' });
  const ask = useWrite('requestDocuments', () => {
    forget();
    onDone();
  });
  const at = { form, formName: 'request' };
  return (
    <StepForm
      name="request"
      form={form}
      write={ask}
      submit={t('request.send')}
      onSend={({ documents: typed, dueInDays }) => {
        const documents = typed.split('\n').filter((line) => line.trim() !== '');
        ask.mutate({ params: { assessmentId }, body: { documents, dueInDays: Number(dueInDays) } });
      }}
    >
      <TextField {...at} name="documents" label={t('request.documents')} hint={t('request.hint')} rows={4} />
      <TextField
        {...at}
        name="dueInDays"
        label={t('request.days')}
        hint={t('request.days.hint')}
        inputMode="numeric"
      />
    </StepForm>
  );
}
