import { useQueryClient } from '@tanstack/react-query';
import { Activity, useEffect, useState, type ReactNode } from 'react';
import { useRead } from '../client/use-read.ts';
import { isAccountClosed, isSignedOut } from '../client/problem.ts';
import { Loading } from '../parts/loading.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { forgetAllUnsent } from '../parts/unsent.ts';
import { SessionContext } from './session-context.ts';
import { SignIn } from './sign-in.tsx';
import { passSignOut, useSignOutElsewhere } from './sign-out-elsewhere.ts';

/**
 * Asks who is reading; nobody yet is asked to sign in, in the place of the page and at its address. A page whose session
 * lapses waits out of sight as it was left, whatever its forms are made of: whoever signs in again goes on in the middle
 * of the word, and anybody else begins anew.
 */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient();
  const me = useRead('getMe', {});
  const accountId = me.data?.accountId;
  const isHolder = useHolder(accountId);
  useSignOutElsewhere();
  const leave = (providerSignOut: string | null) => {
    queries.clear();
    // Drafts outlive a session that lapses, and go with whoever signs out.
    sessionStorage.clear();
    passSignOut();
    location.assign(providerSignOut ?? '/');
  };
  const isOut = isSignedOut(me.error);
  if (!me.data) {
    if (isOut) return <SignIn wasSignedIn={false} isClosed={isAccountClosed(me.error)} />;
    if (me.error) return <ProblemNotice error={me.error} onAgain={() => void me.refetch()} />;
    return <Loading />;
  }
  return (
    <>
      {isOut && <SignIn wasSignedIn isClosed={isAccountClosed(me.error)} />}
      <Activity mode={isOut ? 'hidden' : 'visible'}>
        {isHolder ? (
          <SessionContext key={accountId} value={{ me: me.data, leave }}>
            {children}
          </SessionContext>
        ) : (
          <Loading />
        )}
      </Activity>
    </>
  );
}

/** Whether the page is already theirs: first what somebody else read and typed before them is forgotten. */
function useHolder(accountId: string | undefined): boolean {
  const queries = useQueryClient();
  const [holderId, setHolderId] = useState<string>();
  useEffect(() => {
    if (accountId === undefined || accountId === holderId) return;
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'getMe' });
    forgetAllUnsent();
    // Not before what somebody else left is gone.
    // oxlint-disable-next-line react/set-state-in-effect
    setHolderId(accountId);
  }, [queries, accountId, holderId]);
  return accountId === holderId;
}
