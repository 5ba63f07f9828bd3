import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useSession } from '../../session/session-context.ts';
import { moment } from '../../words/format.ts';
import type { Application } from '../provider/use-own-application.ts';

/** Another link for a candidate that lost the one it had. */
export function LinkAgain({ application: { id, closedAt } }: { readonly application: Application }) {
  const { t } = useTranslation('provider');
  const { me } = useSession();
  const send = useWrite('sendCandidateLink');
  if (closedAt || !me.roles.includes('caseworker')) return null;
  return (
    <>
      {send.error && <ProblemNotice error={send.error} />}
      <p role="status">{send.data ? t('desk.link.sent', { when: moment(send.data.linkExpiresAt) }) : ''}</p>
      <p>
        <button
          type="button"
          className="btn btn-outline-primary btn-sm"
          disabled={send.isPending}
          onClick={() => send.mutate({ params: { applicationId: id } })}
        >
          {t('desk.link')}
        </button>
      </p>
    </>
  );
}
