import { useTranslation } from 'react-i18next';
import type { Application } from './application.tsx';

/** Why forms are no longer changed, and what to do about one that is wrong. */
export function WhyClosed({ application }: { readonly application: Application }) {
  const { t } = useTranslation('person');
  const isBeingDecided = application.state === 'evaluation' || application.state === 'deciding';
  return <p>{t(isBeingDecided ? 'own.closed.complete' : 'own.closed.over')}</p>;
}
