import { useEffect } from 'react';

/** What is looked up in is read to its end: the oldest come first, and it is the latest that are looked for. */
export function useWhole({
  hasNextPage,
  isFetching,
  error,
  fetchNextPage,
}: {
  readonly hasNextPage: boolean;
  readonly isFetching: boolean;
  readonly error: unknown;
  readonly fetchNextPage: () => Promise<unknown>;
}): void {
  useEffect(() => {
    if (hasNextPage && !isFetching && !error) void fetchNextPage();
  }, [hasNextPage, isFetching, error, fetchNextPage]);
}
