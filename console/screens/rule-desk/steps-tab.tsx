import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DoneLine } from '../../parts/done-line.tsx';
import { useSession } from '../../session/session-context.ts';
import { AgainForm } from './again-form.tsx';
import { Changes } from './changes.tsx';
import { PublishForm } from './publish-form.tsx';
import { RetireForm } from './retire-form.tsx';
import { SubmitForm } from './submit-form.tsx';
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
        <SubmitForm version={version} draft={draft} onDone={() => setDone('submit')} />
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
