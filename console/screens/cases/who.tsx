import { useTranslation } from 'react-i18next';
import { useRead } from '../../client/use-read.ts';
import { useColleagueNames } from '../../parts/use-colleague-names.ts';
import { useSession } from '../../session/session-context.ts';

/** Who did something in a case: a colleague by name, anybody else by name and part. */
export function useActorName(assessmentId: string): (id: string) => string {
  const { t } = useTranslation('cases');
  const { me } = useSession();
  const nameOf = useColleagueNames();
  const actors = useRead('listCaseActors', { params: { assessmentId } });
  return (id) => {
    if (id === me.accountId) return t('owner.me');
    const actor = actors.data?.items.find(({ accountId }) => accountId === id);
    if (actor?.name) return t(`timeline.by.${actor.part}`, { name: actor.name });
    return nameOf(id) ?? t('timeline.somebody');
  };
}

/** Who it was, before when; nobody where it happened by itself. */
export function Who({ id, assessmentId }: { readonly id: string | null; readonly assessmentId: string }) {
  const nameOf = useActorName(assessmentId);
  return id && `${nameOf(id)} · `;
}
