import { useEffect } from 'react';

/**
 * While something stands here that is in no storage, since it tells of people, the browser asks before the page is
 * closed, left or loaded anew. Its words are the browser's own.
 */
export function useLeaveWarning(isUnsent: boolean): void {
  useEffect(() => {
    if (!isUnsent) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isUnsent]);
}
