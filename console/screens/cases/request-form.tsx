import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { askable, linesOf, toggleLine } from './asked-lines.ts';
import { StepForm } from './step-form.tsx';

/** L. 241/1990 art. 2 c. 7: the terms stand still for so many days at most. */
const MOST_DAYS = 30;

/** Asks for documents, one a line, what is missing at a tick; it can be done once. */
export function RequestForm({
  assessmentId,
  missing,
  onDone,
}: {
  readonly assessmentId: string;
  readonly missing: Parameters<typeof askable>[0];
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
        const documents = [...linesOf(typed)];
        ask.mutate({ params: { assessmentId }, body: { documents, dueInDays: Number(dueInDays) } });
      }}
    >
      <Proposed
        lines={askable(missing).map((kind) => t(`item.${kind}`))}
        text={form.watch('documents')}
        onChange={(documents) => form.setValue('documents', documents, { shouldDirty: true })}
      />
      <TextField {...at} name="documents" label={t('request.documents')} hint={t('request.hint')} rows={4} />
      <TextField
        {...at}
        name="dueInDays"
        label={t('request.days')}
        hint={t('request.days.hint')}
        wrong={t('request.days.wrong')}
        isRight={(typed) =>
          /^\d{1,2}$/.test(typed.trim()) && Number(typed) >= 1 && Number(typed) <= MOST_DAYS
        }
        inputMode="numeric"
      />
    </StepForm>
  );
}

/** What is missing, to be asked for with a tick: it becomes a line, which can still be put in other words. */
function Proposed({
  lines,
  text,
  onChange,
}: {
  readonly lines: readonly string[];
  readonly text: string;
  readonly onChange: (text: string) => void;
}) {
  const { t } = useTranslation('cases');
  if (lines.length === 0) return null;
  return (
    <fieldset className="console-field">
      <legend>{t('request.proposed')}</legend>
      {lines.map((line) => (
        <label key={line} className="console-option">
          <input
            type="checkbox"
            checked={linesOf(text).includes(line)}
            onChange={() => onChange(toggleLine(text, line))}
          />
          <span>{line}</span>
        </label>
      ))}
    </fieldset>
  );
}
