import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';

/** Never by whoever proposed it. */
export function DecideRevocation({ organisationId }: { readonly organisationId: string }) {
  const { t } = useTranslation('provider');
  const revoke = useWrite('decideRevocation');
  const [form, { forget }] = useKeptForm(`${organisationId}/rejection`, { words: '' });
  const reject = useWrite('decideRevocation', forget);
  const params = { organisationId };
  return (
    <>
      {revoke.error && <ProblemNotice error={revoke.error} />}
      <p>
        <button
          type="button"
          className="btn btn-danger"
          disabled={revoke.isPending}
          onClick={() => revoke.mutate({ params, body: { outcome: 'revoke' } })}
        >
          {t('revocation.decide')}
        </button>
      </p>
      <details>
        <summary className="py-1">{t('revocation.reject')}</summary>
        <Form
          name="rejection"
          form={form}
          problem={reject.error}
          onSend={({ words }) => reject.mutate({ params, body: { outcome: 'reject', words: words.trim() } })}
        >
          <div className="console-form">
            <TextField
              form={form}
              formName="rejection"
              name="words"
              label={t('revocation.words')}
              wrong={t('revocation.words.wrong')}
              rows={3}
              maxLength={2000}
            />
            <button type="submit" className="btn btn-outline-primary" disabled={reject.isPending}>
              {t('revocation.reject.send')}
            </button>
          </div>
        </Form>
      </details>
    </>
  );
}
