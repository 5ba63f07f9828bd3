import type { QueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { isOldInSight } from './freshness.ts';

/** Whether something in sight is not opened again by itself, and is another now. */
export function useOldInSight(queries: QueryClient): boolean {
  const subscribe = useCallback((told: () => void) => queries.getQueryCache().subscribe(told), [queries]);
  return useSyncExternalStore(subscribe, () => isOldInSight(queries));
}
