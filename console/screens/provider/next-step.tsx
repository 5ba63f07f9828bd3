import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '../../session/session-context.ts';
import { ownStepsOf } from './own-steps.ts';
import { addressOf } from './step-address.ts';
import type { Application, Step } from './use-own-application.ts';

/** Behind a step that needs nothing more of its reader: the way to the next, or that there is none for now. */
export function NextStep({ application, step }: { readonly application: Application; readonly step: Step }) {
  const { t } = useTranslation('provider');
  const { me } = useSession();
  if (step.state === 'open' || application.closedAt) return null;
  const [next] = ownStepsOf(application, me.roles);
  const address = next && addressOf(next, application, me.roles);
  return (
    <p className="mt-4">
      {address ? t('step.next') : t('missing.nothing')}{' '}
      {address ? <Link to={address}>{next.title}</Link> : <Link to="/application">{t('step.back')}</Link>}
    </p>
  );
}
