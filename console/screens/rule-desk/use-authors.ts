import { useTranslation } from 'react-i18next';
import { useRead } from '../../client/use-read.ts';
import { useSession } from '../../session/session-context.ts';

/** Who an account is, as far as the reader may know: administrators know their colleagues, an auditor only themselves. */
export function useAuthors(): (accountId: string) => string {
  const { t } = useTranslation('rules');
  const { me } = useSession();
  const mayKnow = me.roles.includes('administrator');
  const accounts = useRead(
    'listAccounts',
    { query: { role: 'administrator', limit: 200 } },
    { enabled: mayKnow },
  );
  return (accountId) => {
    if (accountId === me.accountId) return t('you');
    return accounts.data?.items.find(({ id }) => id === accountId)?.label ?? t('anotherAdministrator');
  };
}
