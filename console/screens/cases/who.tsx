import { useTranslation } from 'react-i18next';
import { useRead } from '../../client/use-read.ts';
import { useColleagueNames } from '../../parts/use-colleague-names.ts';
import { useSession } from '../../session/session-context.ts';

/** Who did something, before when: a colleague by name, anybody else by name and part; nobody where it happened by itself. */
export function Who({ id, assessmentId }: { readonly id: string | null; readonly assessmentId: string }) {
  const { t } = useTranslation('cases');
  const { me } = useSession();
  const nameOf = useColleagueNames();
  const actors = useRead('listCaseActors', { params: { assessmentId } });
  if (id === null) return null;
  if (id === me.accountId) return `${t('owner.me')} · `;
  const actor = actors.data?.items.find(({ accountId }) => accountId === id);
  if (actor?.name) return `${t(`timeline.by.${actor.part}`, { name: actor.name })} · `;
  return `${nameOf(id) ?? t('timeline.somebody')} · `;
}
