import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useStep, useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { noReason, ReasonField } from './reason-field.tsx';
import type { Version } from './use-version-draft.ts';

/** A version is never changed once submitted: it is the beginning of the next one, or goes on its road once more. */
export function AgainForm({ version }: { readonly version: Version }) {
  const { t } = useTranslation('rules');
  const go = useNavigate();
  const [form, { forget }] = useKeptForm(`rule-again/${version.id}`, noReason);
  const copy = useWrite('sendVersion', ({ id }) => void go(`/rules/versions/${id}`));
  const again = useStep<typeof noReason, string>(
    async (write, body) => {
      const { id } = await write('sendVersion', { body: version.content });
      await write('submitVersion', { params: { versionId: id }, body });
      return id;
    },
    (id) => {
      forget();
      return go(`/rules/versions/${id}?tab=steps`);
    },
  );
  const isBusy = copy.isPending || again.isPending;
  const isPast = version.state === 'published' || version.state === 'retired';
  return (
    <Form
      name="again"
      form={form}
      problem={copy.error ?? again.error}
      className="console-form mb-5"
      onSend={(body) => again.mutate(body)}
    >
      <h2 className="h4">{t('again.title')}</h2>
      <p>{t(isPast ? 'again.words.past' : 'again.words')}</p>
      <button
        type="button"
        className="btn btn-outline-primary"
        disabled={isBusy}
        onClick={() => copy.mutate({ body: version.content })}
      >
        {t('again.copy')}
      </button>
      {isPast && (
        <div className="mt-4">
          <ReasonField form={form} formName="again" />
          <button type="submit" className="btn btn-outline-primary" disabled={isBusy}>
            {t('again.asItIs')}
          </button>
        </div>
      )}
    </Form>
  );
}
