import { Navigate } from 'react-router';
import { useSession } from '../session/session-context.ts';
import { firstPathOf } from './screens.ts';

/** Where whoever comes without an address begins. */
export function FirstScreen() {
  const { me } = useSession();
  return <Navigate to={firstPathOf(me)} replace />;
}
