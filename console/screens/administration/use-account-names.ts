import { useTranslation } from 'react-i18next';
import { useRead } from '../../client/use-read.ts';
import { useSession } from '../../session/session-context.ts';

/** Whose account it is, where the reader may know; its last figures otherwise. */
export function useAccountNames(): (accountId: string) => string {
  const { t } = useTranslation('administration');
  const { me } = useSession();
  const mayKnow = me.roles.includes('administrator');
  const accounts = useRead('listAccounts', { query: { limit: 200 } }, { enabled: mayKnow });
  return (accountId) => {
    if (accountId === me.accountId) return t('you');
    return accounts.data?.items.find(({ id }) => id === accountId)?.label ?? accountId.slice(-8);
  };
}
