import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { messageAt } from '../../client/problem.ts';
import { useWrite } from '../../client/use-write.ts';
import { Field } from '../../parts/field.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { useMissing } from '../../parts/use-missing.tsx';

/** Gives an application up, with the reason that its letter repeats, and after a second press. */
export function WithdrawApplication({ assessmentId }: { readonly assessmentId: string }) {
  const { t } = useTranslation('person');
  const [isOpen, setOpen] = useState(false);
  const [reason, keep, discard] = useDraft(`${assessmentId}/withdraw`, '');
  const withdraw = useWrite('withdraw', discard);
  const missing = useMissing([{ name: 'withdraw-reason', label: t('withdraw.reason'), value: reason }]);
  return (
    <section aria-labelledby="withdraw" className="mt-5 no-print">
      <h2 id="withdraw" className="h4">
        {t('withdraw.title')}
      </h2>
      <p>{t('withdraw.words')}</p>
      {!isOpen && (
        <button type="button" className="btn btn-outline-primary" onClick={() => setOpen(true)}>
          {t('withdraw.open')}
        </button>
      )}
      {isOpen && (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (missing.isComplete()) withdraw.mutate({ params: { assessmentId }, body: { reason } });
          }}
        >
          {missing.summary}
          {withdraw.error && <ProblemNotice error={withdraw.error} />}
          <Field
            id="withdraw-reason"
            label={t('withdraw.reason')}
            hint={t('withdraw.reason.hint')}
            error={missing.at('withdraw-reason') ?? messageAt(withdraw.error, 'reason')}
          >
            {(control) => (
              <textarea {...control} rows={3} value={reason} onChange={(event) => keep(event.target.value)} />
            )}
          </Field>
          <div className="console-actions">
            <button type="submit" className="btn btn-danger" disabled={withdraw.isPending}>
              {t('withdraw.do')}
            </button>
            <button type="button" className="btn btn-outline-primary" onClick={() => setOpen(false)}>
              {t('withdraw.keep')}
            </button>
          </div>
        </form>
      )}
    </section>
  );
}
