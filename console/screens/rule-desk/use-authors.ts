import { useTranslation } from 'react-i18next';
import { useColleagueNames } from '../../parts/use-colleague-names.ts';
import { useSession } from '../../session/session-context.ts';

/** Who an account is, as far as the reader may know: administrators know their colleagues, an auditor only themselves. */
export function useAuthors(): (accountId: string) => string {
  const { t } = useTranslation('rules');
  const { me } = useSession();
  const mayKnow = me.roles.includes('administrator');
  const nameOf = useColleagueNames({ enabled: mayKnow });
  return (accountId) => {
    if (accountId === me.accountId) return t('you');
    return nameOf(accountId) ?? t('anotherAdministrator');
  };
}
