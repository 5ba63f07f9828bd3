import { useTranslation } from 'react-i18next';
import { useColleagueNames } from '../../parts/use-colleague-names.ts';
import { useSession } from '../../session/session-context.ts';

/** Whose account it is, where the reader may know; its last figures otherwise. */
export function useAccountNames(): (accountId: string) => string {
  const { t } = useTranslation('administration');
  const { me } = useSession();
  const mayKnow = me.roles.includes('administrator');
  const nameOf = useColleagueNames({ enabled: mayKnow });
  return (accountId) => {
    if (accountId === me.accountId) return t('you');
    return nameOf(accountId) ?? accountId.slice(-8);
  };
}
