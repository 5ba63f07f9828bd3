import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';

/** Before it takes effect anybody of the office who says why takes it back. */
export function WithdrawRevocation({ organisationId }: { readonly organisationId: string }) {
  const { t } = useTranslation('provider');
  const [form, { forget }] = useKeptForm(`${organisationId}/taking-back`, { words: '' });
  const withdraw = useWrite('withdrawRevocation', forget);
  return (
    <details>
      <summary className="py-1">{t('revocation.withdraw')}</summary>
      <Form
        name="taking-back"
        form={form}
        problem={withdraw.error}
        onSend={({ words }) => withdraw.mutate({ params: { organisationId }, body: { words: words.trim() } })}
      >
        <div className="console-form">
          <TextField
            form={form}
            formName="taking-back"
            name="words"
            label={t('revocation.words')}
            wrong={t('revocation.words.wrong')}
            rows={3}
            maxLength={2000}
          />
          <button type="submit" className="btn btn-outline-primary" disabled={withdraw.isPending}>
            {t('revocation.withdraw.send')}
          </button>
        </div>
      </Form>
    </details>
  );
}
