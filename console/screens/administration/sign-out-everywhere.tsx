import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { AskedWrite } from '../../parts/asked-write.tsx';
import { useSession } from '../../session/session-context.ts';

/** For whoever left a session open on a machine that is out of reach. */
export function SignOutEverywhere() {
  const { t } = useTranslation('administration');
  const { me, leave } = useSession();
  const signOut = useWrite('signOutEverywhere', ({ providerSignOut }) => leave(providerSignOut));
  return (
    <section aria-labelledby="everywhere" className="mt-5">
      <h2 id="everywhere" className="h4">
        {t('everywhere.title')}
      </h2>
      <p>{t('everywhere.words')}</p>
      <AskedWrite
        write={signOut}
        label={t('everywhere.do')}
        about={me.label}
        sure={t('everywhere.sure')}
        yes={t('everywhere.yes')}
        onDo={() => signOut.mutate({})}
      />
    </section>
  );
}
