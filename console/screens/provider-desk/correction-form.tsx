import { useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { ChecksField } from '../../parts/checks-field.tsx';
import { Form } from '../../parts/form.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { correctable, fieldWords, type CorrectableStep } from '../provider/field-words.ts';
import { standingOf } from '../provider/step-state.tsx';
import type { Application } from '../provider/use-own-application.ts';

interface Values {
  step: string;
  fields: string[];
  note: string;
}

const empty: Values = { step: '', fields: [], note: '' };
const steps = Object.keys(correctable) as CorrectableStep[];

/** Asks for named fields to be put right, each time with the reason that the candidate reads. */
export function CorrectionForm({ application }: { readonly application: Application }) {
  const { t } = useTranslation('provider');
  const [isDone, setDone] = useState(false);
  const [form, { clear }] = useKeptForm<Values>(`${application.id}/correction`, empty);
  const ask = useWrite('requestCorrection', () => {
    setDone(true);
    clear();
  });
  const step = form.watch('step') as CorrectableStep | '';
  const isAwaited = application.steps.some((one) => standingOf(one) === 'toCorrect');
  return (
    <section className="mt-4" aria-labelledby="correction">
      <h2 id="correction" className="h4">
        {t('correct.title')}
      </h2>
      <p>{t('correct.words')}</p>
      <p role="status">{isDone && isAwaited ? t('correct.done') : ''}</p>
      <Form
        name="correction"
        form={form}
        problem={ask.error}
        onSend={(values) => {
          setDone(false);
          ask.mutate({
            params: { applicationId: application.id },
            body: {
              corrections: [
                { step: values.step as CorrectableStep, fields: values.fields, note: values.note.trim() },
              ],
            },
          });
        }}
      >
        <div className="console-form">
          <SelectField
            form={form}
            formName="correction"
            name="step"
            label={t('correct.step')}
            wrong={t('correct.step.wrong')}
            options={steps
              .filter((name) => name !== 'agreement' || application.agreement?.paperCopyId)
              .map((name) => ({ value: name, label: t(`stepName.${name}`) }))}
          />
          {step !== '' && <Fields key={step} form={form} step={step} />}
          <TextField
            form={form}
            formName="correction"
            name="note"
            label={t('correct.note')}
            hint={t('correct.note.hint')}
            wrong={t('correct.note.wrong')}
            rows={3}
            maxLength={2000}
          />
          <button type="submit" className="btn btn-outline-primary" disabled={ask.isPending}>
            {t('correct.send')}
          </button>
        </div>
      </Form>
    </section>
  );
}

/** What can be wrong at the step that was chosen. */
function Fields({ form, step }: { readonly form: UseFormReturn<Values>; readonly step: CorrectableStep }) {
  const { t } = useTranslation('provider');
  return (
    <ChecksField
      form={form}
      formName="correction"
      name="fields"
      label={t('correct.fields')}
      wrong={t('correct.fields.wrong')}
      options={correctable[step].map((field) => ({ value: field, label: fieldWords(field, t) }))}
    />
  );
}
