import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';

/** Accepts a renewed paper, or says what is wanting: then it counts no more. */
export function PaperCheck({
  organisationId,
  paperId,
  name,
}: {
  readonly organisationId: string;
  readonly paperId: string;
  readonly name: string;
}) {
  const { t } = useTranslation('provider');
  const accept = useWrite('checkDocument');
  const formName = `check-${paperId}`;
  const [form, { forget }] = useKeptForm(formName, { words: '' });
  const reject = useWrite('checkDocument', forget);
  const params = { organisationId };
  return (
    <div className="mt-3">
      {accept.error && <ProblemNotice error={accept.error} />}
      <button
        type="button"
        className="btn btn-primary btn-sm"
        disabled={accept.isPending}
        aria-label={`${t('paperCheck.accept')}: ${name}`}
        onClick={() => accept.mutate({ params, body: { outcome: 'accept', providerDocumentId: paperId } })}
      >
        {t('paperCheck.accept')}
      </button>
      <details className="mt-2">
        <summary className="py-1">{t('paperCheck.reject')}</summary>
        <Form
          name={formName}
          form={form}
          problem={reject.error}
          onSend={({ words }) =>
            reject.mutate({
              params,
              body: { outcome: 'reject', providerDocumentId: paperId, words: words.trim() },
            })
          }
        >
          <TextField
            form={form}
            formName={formName}
            name="words"
            label={t('paperCheck.words')}
            wrong={t('paperCheck.words.wrong')}
            rows={3}
            maxLength={2000}
          />
          <button type="submit" className="btn btn-danger btn-sm" disabled={reject.isPending}>
            {t('paperCheck.send')}
          </button>
        </Form>
      </details>
    </div>
  );
}
