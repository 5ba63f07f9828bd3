import { useTranslation } from 'react-i18next';
import { useWrite } from '../client/use-write.ts';
import { useSession } from './session-context.ts';

export function SignOut() {
  const { t } = useTranslation();
  const { leave } = useSession();
  const signOut = useWrite('endSession', ({ providerSignOut }) => leave(providerSignOut));
  return (
    <button
      type="button"
      className="btn btn-outline-primary"
      disabled={signOut.isPending}
      onClick={() => signOut.mutate({})}
    >
      {t('signOut')}
    </button>
  );
}
