import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useWrite } from '../../client/use-write.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { day } from '../../words/format.ts';
import { StepForm } from './step-form.tsx';

interface Waited {
  readonly assessmentId: string;
  readonly onDone: () => void;
}

/** Reminds whoever owes documents; the service says no to a second time the same day. */
export function RemindForm({ assessmentId, onDone }: Waited) {
  const { t } = useTranslation('cases');
  const remind = useWrite('remindApplicant', onDone);
  return (
    <>
      {remind.error && <ProblemNotice error={remind.error} />}
      <div className="console-actions">
        <button
          type="button"
          className="btn btn-primary"
          disabled={remind.isPending}
          onClick={() => remind.mutate({ params: { assessmentId } })}
        >
          {t(remind.isPending ? 'sending' : 'step.remindApplicant')}
        </button>
        <Link to="?tab=summary">{t('notNow')}</Link>
      </div>
    </>
  );
}

/** A later day for the documents, up to the last that the law allows. */
export function ExtendForm({
  assessmentId,
  latest,
  onDone,
}: Waited & { readonly latest: string | undefined }) {
  const { t } = useTranslation('cases');
  const form = useForm({ defaultValues: { dueOn: '' }, shouldFocusError: false });
  const extend = useWrite('extendDocuments', onDone);
  return (
    <StepForm
      name="extend"
      form={form}
      write={extend}
      submit={t('step.extendDocuments')}
      onSend={(body) => extend.mutate({ params: { assessmentId }, body })}
    >
      <TextField
        form={form}
        formName="extend"
        name="dueOn"
        type="date"
        max={latest}
        label={t('extend.dueOn')}
        hint={latest && t('extend.latest', { day: day(latest) })}
      />
    </StepForm>
  );
}
