import { useTranslation } from 'react-i18next';
import { useRead } from '../../client/use-read.ts';
import { useSession } from '../../session/session-context.ts';

/** A colleague by name, before when they did something; nobody where it happened by itself. */
export function Who({ id }: { readonly id: string | null }) {
  const { t } = useTranslation('cases');
  const { me } = useSession();
  const accounts = useRead('listAccounts', { query: { limit: 200 } });
  if (id === null) return null;
  const name =
    id === me.accountId ? t('owner.me') : accounts.data?.items.find((account) => account.id === id)?.label;
  return `${name ?? t('timeline.somebody')} · `;
}
