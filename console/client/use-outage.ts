import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { isAccident } from './problem.ts';

/** Whether something in sight stands as it was read before, for it cannot be read again just now. */
export function useOutage(): boolean {
  const cache = useQueryClient().getQueryCache();
  const subscribe = useCallback((told: () => void) => cache.subscribe(told), [cache]);
  return useSyncExternalStore(subscribe, () =>
    cache
      .findAll({ type: 'active' })
      .some(({ state }) => state.data !== undefined && isAccident(state.error)),
  );
}
