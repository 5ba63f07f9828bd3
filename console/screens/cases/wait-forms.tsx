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

/** What was asked for came, also to the desk: with what was recorded of it before. */
export function ArrivedForm({ assessmentId, onDone }: Waited) {
  const arrived = useWrite('submitDossier', onDone);
  const body = { items: [], answersRequest: true };
  return (
    <AtOnce
      step="documentsArrived"
      write={arrived}
      onDo={() => arrived.mutate({ params: { assessmentId }, body })}
    />
  );
}

/** Reminds whoever owes documents; the service says no to a second time the same day. */
export function RemindForm({ assessmentId, onDone }: Waited) {
  const remind = useWrite('remindApplicant', onDone);
  return (
    <AtOnce step="remindApplicant" write={remind} onDo={() => remind.mutate({ params: { assessmentId } })} />
  );
}

function AtOnce({
  step,
  write,
  onDo,
}: {
  readonly step: 'documentsArrived' | 'remindApplicant';
  readonly write: { readonly error: Error | null; readonly isPending: boolean };
  readonly onDo: () => void;
}) {
  const { t } = useTranslation('cases');
  return (
    <>
      {write.error && <ProblemNotice error={write.error} />}
      <div className="console-actions">
        <button type="button" className="btn btn-primary" disabled={write.isPending} onClick={onDo}>
          {t(write.isPending ? 'sending' : `step.${step}`)}
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
