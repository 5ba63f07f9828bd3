import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';

/** Gives an application up, with the reason that its letter repeats, and after a second press. */
export function WithdrawApplication({ assessmentId }: { readonly assessmentId: string }) {
  const { t } = useTranslation('person');
  const [isOpen, setOpen] = useState(false);
  const [form, { forget }] = useKeptForm(`${assessmentId}/withdraw`, { reason: '' });
  const withdraw = useWrite('withdraw', forget);
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
        <Form
          name="withdraw"
          form={form}
          problem={withdraw.error}
          onSend={(body) => withdraw.mutate({ params: { assessmentId }, body })}
        >
          <TextField
            form={form}
            formName="withdraw"
            name="reason"
            label={t('withdraw.reason')}
            hint={t('withdraw.reason.hint')}
            rows={3}
          />
          <div className="console-actions">
            <button type="submit" className="btn btn-danger" disabled={withdraw.isPending}>
              {t('withdraw.do')}
            </button>
            <button type="button" className="btn btn-outline-primary" onClick={() => setOpen(false)}>
              {t('withdraw.keep')}
            </button>
          </div>
        </Form>
      )}
    </section>
  );
}
