import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useRead } from '../client/use-read.ts';
import { isSignedOut } from '../client/problem.ts';
import { Loading } from '../parts/loading.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { SessionContext } from './session-context.ts';
import { SignIn } from './sign-in.tsx';

/** Asks who is reading; nobody yet is asked to sign in, in the place of the page and at its address. */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient();
  const me = useRead('getMe', {});
  const leave = (providerSignOut: string | null) => {
    queries.clear();
    // Drafts outlive a session that lapses, and go with whoever signs out.
    sessionStorage.clear();
    location.assign(providerSignOut ?? '/');
  };
  if (isSignedOut(me.error)) return <SignIn wasSignedIn={me.data !== undefined} />;
  if (!me.data) {
    if (me.error) return <ProblemNotice error={me.error} onAgain={() => void me.refetch()} />;
    return <Loading />;
  }
  return <SessionContext value={{ me: me.data, leave }}>{children}</SessionContext>;
}
