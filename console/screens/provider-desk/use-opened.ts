import { useState } from 'react';
import { useSession } from '../../session/session-context.ts';

export interface Opened {
  readonly has: (documentId: string | null) => boolean;
  readonly add: (documentId: string) => void;
}

/** Which files of an application whoever sits here opened, in this tab: nobody says of another that they looked at it. */
export function useOpened(applicationId: string): Opened {
  const { me } = useSession();
  const place = `opened/${me.accountId}/${applicationId}`;
  const [opened, setOpened] = useState(() => JSON.parse(sessionStorage.getItem(place) ?? '[]') as string[]);
  return {
    has: (documentId) => documentId === null || opened.includes(documentId),
    add: (documentId) =>
      setOpened((before) => {
        const after = [...new Set([...before, documentId])];
        sessionStorage.setItem(place, JSON.stringify(after));
        return after;
      }),
  };
}
