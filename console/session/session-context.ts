import { createContext, useContext } from 'react';
import type { Answer } from '../client/call.ts';

export type Me = Answer<'getMe'>;

export interface Session {
  readonly me: Me;
  /** Called once the session is over: on to where the identity provider signs out too, or to the first page. */
  readonly leave: (providerSignOut: string | null) => void;
}

export const SessionContext = createContext<Session | undefined>(undefined);

/** Who is signed in. Within the frame somebody always is. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('There is no session around this part of the page');
  return session;
}
