import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { faultsIn } from './faults.ts';
import { noReason, ReasonField } from './reason-field.tsx';
import type { TabProps } from './version.tsx';

/** The draft goes to review, with why its author changed it. */
export function SubmitForm({
  version,
  draft,
  onDone,
}: Pick<TabProps, 'version' | 'draft'> & { readonly onDone: () => void }) {
  const { t } = useTranslation('rules');
  const go = useNavigate();
  const [form, { forget }] = useKeptForm(`rule-reason/${version.id}`, noReason);
  const submit = useWrite('submitVersion', () => {
    forget();
    onDone();
    void go('?tab=steps');
  });
  return (
    <Form
      name="submit"
      form={form}
      problem={isRed(submit.error) ? null : submit.error}
      className="console-form mb-5"
      onSend={(body) => submit.mutate({ params: { versionId: version.id }, body })}
    >
      <h2 className="h4">{t('submit.title')}</h2>
      <p>{t('submit.words')}</p>
      {draft.isChanged && <p role="status">{t('submit.saveFirst')}</p>}
      {submit.error && isRed(submit.error) && <RedCases />}
      <ReasonField form={form} formName="submit" />
      <button type="submit" className="btn btn-primary" disabled={draft.isChanged || submit.isPending}>
        {t(submit.isPending ? 'sending' : 'submit.send')}
      </button>
    </Form>
  );
}

function isRed(error: unknown): boolean {
  return faultsIn(error).some(({ pointer }) => /^\/(cases|rules)\//.test(pointer));
}

/** Which cases are red is told where they stand. */
function RedCases() {
  const { t } = useTranslation('rules');
  return (
    <div role="alert" className="alert alert-danger">
      <p>
        <strong>{t('submit.red')}</strong>
      </p>
      <Link to="?tab=cases">{t('submit.seeCases')}</Link>
    </div>
  );
}
