import { useState } from 'react';
import { useSession } from '../session/session-context.ts';

/**
 * What somebody is typing, kept in this tab as typed: a refresh, a lapsed session or a wrong turn loses none of it.
 * It is the account's own, goes when it was sent, when the tab closes and when its holder signs out; names of people
 * are never put in it, only who they are by reference.
 */
export function useDraft<T>(name: string, empty: T): readonly [T, (next: T) => void, () => void] {
  const { me } = useSession();
  const place = `draft/${me.accountId}/${name}`;
  const [draft, setDraft] = useState<T>(() => {
    const kept = sessionStorage.getItem(place);
    return kept === null ? empty : (JSON.parse(kept) as T);
  });
  const keep = (next: T) => {
    setDraft(next);
    sessionStorage.setItem(place, JSON.stringify(next));
  };
  const discard = () => {
    setDraft(empty);
    sessionStorage.removeItem(place);
  };
  return [draft, keep, discard];
}
