import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useWrite } from '../../client/use-write.ts';
import { DoneLine } from '../../parts/done-line.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useSession } from '../../session/session-context.ts';
import { AgainForm } from './again-form.tsx';
import { Changes } from './changes.tsx';
import { faultsIn } from './faults.ts';
import { PublishForm } from './publish-form.tsx';
import { RetireForm } from './retire-form.tsx';
import type { TabProps } from './version.tsx';

/** What was done is said until somebody else goes on. */
const stateAfter = { submit: 'inReview', publish: 'published' } as const;

/** What can be done with the version now, and by whom. */
export function StepsTab({ version, draft }: TabProps) {
  const { t } = useTranslation('rules');
  const { me } = useSession();
  const [done, setDone] = useState<keyof typeof stateAfter>();
  const isMine = version.authorId === me.accountId;
  if (!me.roles.includes('administrator')) return <p>{t('steps.readOnly')}</p>;
  const { state } = version;
  return (
    <>
      <DoneLine>{done && state === stateAfter[done] && t(`done.${done}`)}</DoneLine>
      {state === 'draft' && isMine && (
        <SubmitDraft version={version} draft={draft} onDone={() => setDone('submit')} />
      )}
      {state === 'draft' && !isMine && <p>{t('steps.othersDraft')}</p>}
      {state === 'inReview' && <Changes version={version} />}
      {state === 'inReview' && isMine && <p>{t('steps.waitsForAnother')}</p>}
      {state === 'inReview' && !isMine && <PublishForm version={version} onDone={() => setDone('publish')} />}
      {!(state === 'draft' && isMine) && <AgainForm version={version} />}
      {state !== 'retired' && <RetireForm version={version} />}
    </>
  );
}

/** Which cases are red is told where they stand; anything else is told as it is. */
function RedCases({ error }: { readonly error: Error }) {
  const { t } = useTranslation('rules');
  const isRed = faultsIn(error).some(({ pointer }) => /^\/(cases|rules)\//.test(pointer));
  if (!isRed) return <ProblemNotice error={error} />;
  return (
    <div role="alert" className="alert alert-danger">
      <p>
        <strong>{t('submit.red')}</strong>
      </p>
      <Link to="?tab=cases">{t('submit.seeCases')}</Link>
    </div>
  );
}

function SubmitDraft({
  version,
  draft,
  onDone,
}: Pick<TabProps, 'version' | 'draft'> & { readonly onDone: () => void }) {
  const { t } = useTranslation('rules');
  const go = useNavigate();
  const submit = useWrite('submitVersion', () => {
    onDone();
    void go('?tab=steps');
  });
  return (
    <section aria-labelledby="submit" className="mb-5">
      <h2 id="submit" className="h4">
        {t('submit.title')}
      </h2>
      <p>{t('submit.words')}</p>
      {draft.isChanged && <p role="status">{t('submit.saveFirst')}</p>}
      {submit.error && <RedCases error={submit.error} />}
      <button
        type="button"
        className="btn btn-primary"
        disabled={draft.isChanged || submit.isPending}
        onClick={() => submit.mutate({ params: { versionId: version.id } })}
      >
        {t(submit.isPending ? 'sending' : 'submit.send')}
      </button>
    </section>
  );
}
