import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { messageAt } from '../../client/problem.ts';
import { useWrite } from '../../client/use-write.ts';
import { Field } from '../../parts/field.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useMissing } from '../../parts/use-missing.tsx';
import { day } from '../../words/format.ts';

interface Form {
  readonly assessmentId: string;
  readonly onDone: () => void;
}

/** Reminds whoever owes documents; the service says no to a second time the same day. */
export function RemindForm({ assessmentId, onDone }: Form) {
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
export function ExtendForm({ assessmentId, latest, onDone }: Form & { readonly latest: string | undefined }) {
  const { t } = useTranslation('cases');
  const [dueOn, setDueOn] = useState('');
  const extend = useWrite('extendDocuments', onDone);
  const missing = useMissing([{ name: 'dueOn', label: t('extend.dueOn'), value: dueOn }]);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (missing.isComplete()) extend.mutate({ params: { assessmentId }, body: { dueOn } });
      }}
    >
      {missing.summary}
      {extend.error && <ProblemNotice error={extend.error} />}
      <Field
        id="dueOn"
        label={t('extend.dueOn')}
        hint={latest && t('extend.latest', { day: day(latest) })}
        error={missing.at('dueOn') ?? messageAt(extend.error, 'dueOn')}
      >
        {(control) => (
          <input
            {...control}
            type="date"
            max={latest}
            value={dueOn}
            onChange={(event) => setDueOn(event.target.value)}
          />
        )}
      </Field>
      <div className="console-actions">
        <button type="submit" className="btn btn-primary" disabled={extend.isPending}>
          {t(extend.isPending ? 'sending' : 'step.extendDocuments')}
        </button>
        <Link to="?tab=summary">{t('notNow')}</Link>
      </div>
    </form>
  );
}
