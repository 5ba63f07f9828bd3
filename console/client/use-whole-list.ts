import { useEffect } from 'react';
import type { Call } from './call.ts';
import { useList, type Listing } from './use-read.ts';

/** Reads a list to its end: for a choice among all of it, or a name that is looked up in it. */
export function useWholeList<O extends Listing>(
  operation: O,
  given: Call<O>,
  { enabled }: { readonly enabled?: boolean } = {},
) {
  const list = useList(operation, given, { isWhole: true, enabled });
  const { hasNextPage, isFetching, error, fetchNextPage } = list;
  useEffect(() => {
    if (hasNextPage && !isFetching && !error) void fetchNextPage();
  }, [hasNextPage, isFetching, error, fetchNextPage]);
  return list;
}
