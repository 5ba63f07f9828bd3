import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';

/** Approved it is entered at once and whole; refused, everything stays as it is and the provider reads why. */
export function CorrectionDecision({ correctionId }: { readonly correctionId: string }) {
  const { t } = useTranslation('office');
  const [form, { forget }] = useKeptForm(`${correctionId}/refusal`, { reason: '' });
  const approve = useWrite('approveCorrection');
  const refuse = useWrite('refuseCorrection', forget);
  const params = { correctionId };
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
      <Form
        name="refusal"
        form={form}
        problem={refuse.error}
        className="mt-4"
        onSend={(body) => refuse.mutate({ params, body })}
      >
        <TextField
          form={form}
          formName="refusal"
          name="reason"
          label={t('correction.refuse.reason')}
          hint={t('correction.refuse.hint')}
          wrong={t('correction.refuse.missing')}
          rows={3}
          maxLength={1000}
        />
        <button type="submit" className="btn btn-outline-primary" disabled={refuse.isPending}>
          {t('correction.refuse')}
        </button>
      </Form>
    </section>
  );
}
