import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import type { Signing } from './signing.tsx';

export function Decline({ signing: { id } }: { readonly signing: Signing }) {
  const { t } = useTranslation('charter');
  const [form, { forget }] = useKeptForm(`${id}/decline`, { reason: '' });
  const decline = useWrite('declineCharter', forget);
  return (
    <details className="mt-5">
      <summary className="py-1">{t('decline.title')}</summary>
      <p>{t('decline.words')}</p>
      <Form
        name="decline"
        form={form}
        problem={decline.error}
        onSend={({ reason }) =>
          decline.mutate({ params: { signingId: id }, body: { reason: reason.trim() } })
        }
      >
        <div className="console-form">
          <TextField
            form={form}
            formName="decline"
            name="reason"
            label={t('decline.reason')}
            wrong={t('decline.reason.wrong')}
            rows={3}
            maxLength={2000}
          />
          <button type="submit" className="btn btn-danger" disabled={decline.isPending}>
            {t('decline.send')}
          </button>
        </div>
      </Form>
    </details>
  );
}
