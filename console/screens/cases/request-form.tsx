import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { messageAt } from '../../client/problem.ts';
import { useWrite } from '../../client/use-write.ts';
import { Field } from '../../parts/field.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { useMissing } from '../../parts/use-missing.tsx';

/** Asks for documents, one a line; it can be done once. */
export function RequestForm({
  assessmentId,
  onDone,
}: {
  readonly assessmentId: string;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation('cases');
  const [draft, keep, discard] = useDraft(`${assessmentId}/request`, { documents: '', days: '30' });
  const ask = useWrite('requestDocuments', () => {
    discard();
    onDone();
  });
  const missing = useMissing([
    { name: 'documents', label: t('request.documents'), value: draft.documents },
    { name: 'dueInDays', label: t('request.days'), value: draft.days },
  ]);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!missing.isComplete()) return;
        const documents = draft.documents.split('\n').filter((line) => line.trim() !== '');
        ask.mutate({ params: { assessmentId }, body: { documents, dueInDays: Number(draft.days) } });
      }}
    >
      {missing.summary}
      {ask.error && <ProblemNotice error={ask.error} />}
      <Field
        id="documents"
        label={t('request.documents')}
        hint={t('request.hint')}
        error={missing.at('documents') ?? messageAt(ask.error, 'documents')}
      >
        {(control) => (
          <textarea
            {...control}
            rows={4}
            value={draft.documents}
            onChange={(event) => keep({ ...draft, documents: event.target.value })}
          />
        )}
      </Field>
      <Field
        id="dueInDays"
        label={t('request.days')}
        hint={t('request.days.hint')}
        error={missing.at('dueInDays') ?? messageAt(ask.error, 'dueInDays')}
      >
        {(control) => (
          <input
            {...control}
            inputMode="numeric"
            value={draft.days}
            onChange={(event) => keep({ ...draft, days: event.target.value })}
          />
        )}
      </Field>
      <div className="console-actions">
        <button type="submit" className="btn btn-primary" disabled={ask.isPending}>
          {t(ask.isPending ? 'sending' : 'request.send')}
        </button>
        <Link to="?tab=summary">{t('notNow')}</Link>
      </div>
    </form>
  );
}
