import { Navigate } from 'react-router';
import { useSession } from '../session/session-context.ts';
import { menuOf } from './screens.ts';

/** Whoever comes without an address begins with the first entry of their menu. */
export function FirstScreen() {
  const { me } = useSession();
  return <Navigate to={menuOf(me)[0]?.path ?? '/work'} replace />;
}
