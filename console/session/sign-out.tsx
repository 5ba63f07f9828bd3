import { useTranslation } from 'react-i18next';
import { useWrite } from '../client/use-write.ts';
import { AskedTwice } from '../parts/asked-twice.tsx';
import { useSession } from './session-context.ts';
import { isUnfinished } from './unfinished.ts';

/** At once, but where an application that was begun would be lost: that is said first. */
export function SignOut() {
  const { t } = useTranslation();
  const { me, leave } = useSession();
  const signOut = useWrite('endSession', ({ providerSignOut }) => leave(providerSignOut));
  return (
    <AskedTwice
      label={t('signOut')}
      sure={t('signOut.unfinished')}
      yes={t('signOut.yes')}
      isPending={signOut.isPending}
      isReady={() => {
        if (isUnfinished(sessionStorage, me.accountId)) return true;
        signOut.mutate({});
        return false;
      }}
      onDo={() => signOut.mutate({})}
    />
  );
}
