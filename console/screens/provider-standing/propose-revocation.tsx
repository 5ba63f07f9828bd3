import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';

const reasons = [
  'exploitation',
  'seriousBreach',
  'falseStatement',
  'unsafeService',
  'neverRegularised',
] as const;

export function ProposeRevocation({ organisationId }: { readonly organisationId: string }) {
  const { t } = useTranslation('provider');
  const [form, { forget }] = useKeptForm(`${organisationId}/revocation`, { reason: '', words: '' });
  const propose = useWrite('proposeRevocation', forget);
  return (
    <details>
      <summary className="py-1">{t('revocation.propose')}</summary>
      <Form
        name="revocation"
        form={form}
        problem={propose.error}
        onSend={({ reason, words }) =>
          propose.mutate({
            params: { organisationId },
            body: { reason: reason as (typeof reasons)[number], words: words.trim() },
          })
        }
      >
        <div className="console-form">
          <SelectField
            form={form}
            formName="revocation"
            name="reason"
            label={t('revocation.reason')}
            wrong={t('review.reason.wrong')}
            options={reasons.map((value) => ({ value, label: t(`revocationReason.${value}`) }))}
          />
          <TextField
            form={form}
            formName="revocation"
            name="words"
            label={t('revocation.words')}
            hint={t('revocation.words.hint')}
            wrong={t('revocation.words.wrong')}
            rows={4}
            maxLength={2000}
          />
          <button type="submit" className="btn btn-danger" disabled={propose.isPending}>
            {t('revocation.propose.send')}
          </button>
        </div>
      </Form>
    </details>
  );
}
