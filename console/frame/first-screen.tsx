import { Navigate } from 'react-router';
import { useSession } from '../session/session-context.ts';
import { menuOf } from './screens.ts';

/** Whoever comes without an address begins with the first entry of their menu; without an employer it is no credit. */
export function FirstScreen() {
  const { me } = useSession();
  if (me.roles.length === 1 && me.roles[0] === 'citizen') return <Navigate to="/my-applications" replace />;
  return <Navigate to={menuOf(me)[0]?.path ?? '/work'} replace />;
}
