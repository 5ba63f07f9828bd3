import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { Field } from '../../parts/field.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { useFaults } from '../../parts/use-faults.tsx';

/** Approved it is entered at once and whole; refused, everything stays as it is and the provider reads why. */
export function CorrectionDecision({ correctionId }: { readonly correctionId: string }) {
  const { t } = useTranslation('office');
  const [reason, keep, discard] = useDraft(`${correctionId}/refusal`, '');
  const approve = useWrite('approveCorrection');
  const refuse = useWrite('refuseCorrection', discard);
  const params = { correctionId };
  const faults = useFaults(
    { reason: { isWrong: reason.trim() === '', words: t('correction.refuse.missing') } },
    refuse.error,
  );
  return (
    <section aria-labelledby="decide" className="mt-4 no-print">
      <h2 id="decide" className="h4">
        {t('correction.decide')}
      </h2>
      <p>{t('correction.decide.words')}</p>
      {approve.error && <ProblemNotice error={approve.error} />}
      <button
        type="button"
        className="btn btn-primary"
        disabled={approve.isPending}
        onClick={() => approve.mutate({ params })}
      >
        {t('correction.approve')}
      </button>
      <form
        noValidate
        className="mt-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (faults.isSound()) refuse.mutate({ params, body: { reason } });
        }}
      >
        {faults.summary}
        <Field
          label={t('correction.refuse.reason')}
          hint={t('correction.refuse.hint')}
          {...faults.field('reason')}
        >
          {(control) => (
            <textarea
              {...control}
              rows={3}
              maxLength={1000}
              value={reason}
              onChange={(event) => keep(event.target.value)}
            />
          )}
        </Field>
        <button type="submit" className="btn btn-outline-primary" disabled={refuse.isPending}>
          {t('correction.refuse')}
        </button>
      </form>
    </section>
  );
}
