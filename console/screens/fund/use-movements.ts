import { useInfiniteQuery } from '@tanstack/react-query';
import { call, type Answer } from '../../client/call.ts';
import { isOutOfReach } from '../../client/problem.ts';

type Page = Answer<'listFundMovements'>;

/** Entries are never changed and only added: the pages that were read stay as they are, their cursor is a number. */
export function useMovements(account: 'solidarity' | 'reserve' | 'pledged') {
  const pages = useInfiniteQuery({
    queryKey: ['listFundMovements', account],
    queryFn: ({ pageParam, signal }) =>
      call('listFundMovements', {
        query: { account, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ nextCursor }: Page) => nextCursor,
    retry: (times, error) => isOutOfReach(error) && times < 3,
  });
  return { ...pages, items: pages.data?.pages.flatMap(({ items }) => items) };
}
