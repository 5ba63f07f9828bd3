import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useStep, useWrite } from '../../client/use-write.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import type { Version } from './use-version-draft.ts';

/** A version is never changed once submitted: it is the beginning of the next one, or goes on its road once more. */
export function AgainForm({ version }: { readonly version: Version }) {
  const { t } = useTranslation('rules');
  const go = useNavigate();
  const copy = useWrite('sendVersion', ({ id }) => void go(`/rules/versions/${id}`));
  const again = useStep<void, string>(
    async (write) => {
      const { id } = await write('sendVersion', { body: version.content });
      await write('submitVersion', { params: { versionId: id } });
      return id;
    },
    (id) => go(`/rules/versions/${id}?tab=steps`),
  );
  const error = copy.error ?? again.error;
  const isBusy = copy.isPending || again.isPending;
  const isPast = version.state === 'published' || version.state === 'retired';
  return (
    <section aria-labelledby="again" className="mb-5">
      <h2 id="again" className="h4">
        {t('again.title')}
      </h2>
      <p>{t(isPast ? 'again.words.past' : 'again.words')}</p>
      {error && <ProblemNotice error={error} />}
      <div className="console-actions mt-0">
        <button
          type="button"
          className="btn btn-outline-primary"
          disabled={isBusy}
          onClick={() => copy.mutate({ body: version.content })}
        >
          {t('again.copy')}
        </button>
        {isPast && (
          <button
            type="button"
            className="btn btn-outline-primary"
            disabled={isBusy}
            onClick={() => again.mutate()}
          >
            {t('again.asItIs')}
          </button>
        )}
      </div>
    </section>
  );
}
