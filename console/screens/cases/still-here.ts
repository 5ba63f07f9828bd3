import { useLocation } from 'react-router';

interface Place {
  readonly pathname: string;
  readonly search: string;
}

/** Whoever went elsewhere while something was sent is not pulled back. */
export function isAt(one: Place, other: Place): boolean {
  return one.pathname === other.pathname && one.search === other.search;
}

/** Whether the page is still the one on which this was drawn. */
export function useStillHere(): () => boolean {
  const drawnAt = useLocation();
  return () => isAt(drawnAt, location);
}
