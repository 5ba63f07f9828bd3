import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { messageAt } from '../../client/problem.ts';
import { useWrite } from '../../client/use-write.ts';
import { Field } from '../../parts/field.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { useMissing } from '../../parts/use-missing.tsx';

/** Ends a case before a decision, with the reason that the letter gives. */
export function ReasonForm({
  step,
  assessmentId,
  onDone,
}: {
  readonly step: 'withdraw' | 'closeInadmissible';
  readonly assessmentId: string;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation('cases');
  const [reason, keep, discard] = useDraft(`${assessmentId}/${step}`, '');
  const close = useWrite(step, () => {
    discard();
    onDone();
  });
  const missing = useMissing([{ name: 'reason', label: t('closing.reason'), value: reason }]);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!missing.isComplete()) return;
        close.mutate({ params: { assessmentId }, body: { reason } });
      }}
    >
      {missing.summary}
      {close.error && <ProblemNotice error={close.error} />}
      <Field
        id="reason"
        label={t('closing.reason')}
        hint={t('closing.hint')}
        error={missing.at('reason') ?? messageAt(close.error, 'reason')}
      >
        {(control) => (
          <textarea {...control} rows={4} value={reason} onChange={(event) => keep(event.target.value)} />
        )}
      </Field>
      <div className="console-actions">
        <button type="submit" className="btn btn-danger" disabled={close.isPending}>
          {t(close.isPending ? 'sending' : `step.${step}`)}
        </button>
        <Link to="?tab=summary">{t('notNow')}</Link>
      </div>
    </form>
  );
}
