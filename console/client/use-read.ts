import {
  hashKey,
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  type QueryClient,
  type QueryKey,
} from '@tanstack/react-query';
import { call, type Answer, type Call, type Operation } from './call.ts';
import { refreshAfter } from './freshness.ts';
import { isAccident, isOutOfReach, isSignedOut } from './problem.ts';

interface HowToRead {
  readonly enabled?: boolean;
  /** It leaves a row in the audit trail each time it is opened: no clock opens it again. */
  readonly once?: boolean;
  /** It does not change while somebody reads it, as a name. */
  readonly lasting?: boolean;
}

/** Reads an operation, keeps what it answered, and reads it again now and then. */
export function useRead<O extends Operation>(
  operation: O,
  given: Call<O>,
  { enabled = true, once = false, lasting = false }: HowToRead = {},
) {
  const reading = useQuery<Answer<O>>({
    queryKey: [operation, given],
    queryFn: ({ signal, client }) => told(client, operation, call(operation, { ...given, signal })),
    ...(once || lasting
      ? { staleTime: Infinity, refetchOnWindowFocus: false, meta: { once, lasting } }
      : { refetchInterval: ({ state }) => refreshAfter(operation, state.error) }),
    placeholderData: keepPreviousData,
    retry: (times, error) => isWorthAnother(operation, error) && times < 3,
    enabled,
  });
  return { ...reading, error: whyNotThere(reading), lastError: reading.error };
}

/**
 * What was read once stays in sight when it cannot be read again just now, and with it what is being typed there: the
 * frame tells of it. A refusal is another thing.
 */
function whyNotThere({
  error,
  isRefetchError,
}: {
  readonly error: Error | null;
  readonly isRefetchError: boolean;
}) {
  return isRefetchError && isAccident(error) ? null : error;
}

export type Listing = {
  [O in Operation]: Answer<O> extends {
    readonly items: readonly unknown[];
    readonly nextCursor: string | number | null;
  }
    ? O
    : never;
}[Operation];

type Item<O extends Listing> = Answer<O> extends { readonly items: readonly (infer One)[] } ? One : never;

/** So many pages are held at once: however far somebody goes on, a browser draws no more, and asks for no more again. */
const MOST_PAGES = 10;

/** Where a page begins, and the one before it: cursors lead only onwards. */
interface PageStart {
  readonly cursor: string | number | null;
  readonly before: PageStart | null;
}

/**
 * Reads a list page by page. Pages far behind are let go, and read again by whoever goes back to them; but for one that
 * is looked up in as a whole.
 */
export function useList<O extends Listing>(
  operation: O,
  given: Call<O>,
  {
    isWhole = false,
    enabled = true,
  }: { readonly isWhole?: boolean; readonly enabled?: boolean | undefined } = {},
) {
  const pages = useInfiniteQuery({
    queryKey: [operation, given],
    queryFn: async ({ pageParam: { cursor }, signal, client }) => {
      const query = { ...(given as { query?: object }).query, ...(cursor === null ? {} : { cursor }) };
      const answer = call(operation, { ...given, query, signal } as Call<O>);
      return (await told(client, operation, answer)) as {
        items: Item<O>[];
        nextCursor: string | number | null;
      };
    },
    initialPageParam: { cursor: null, before: null } as PageStart,
    getNextPageParam: ({ nextCursor }, _pages, before) =>
      nextCursor === null ? null : { cursor: nextCursor, before },
    getPreviousPageParam: (_page, _pages, { before }) => before,
    ...(isWhole ? {} : { maxPages: MOST_PAGES }),
    refetchInterval: ({ state }) => refreshAfter(operation, state.error),
    // After a long while out of sight it is forgotten, and what stands in its rows must not fall away with it.
    placeholderData: (before, query) => (isOf(query?.queryKey, [operation, given]) ? before : undefined),
    retry: (times, error) => isWorthAnother(operation, error) && times < 3,
    enabled,
  });
  return { ...pages, error: whyNotThere(pages), items: pages.data?.pages.flatMap(({ items }) => items) };
}

function isOf(key: QueryKey | undefined, wanted: QueryKey): boolean {
  return key !== undefined && hashKey(key) === hashKey(wanted);
}

/**
 * Once the session is over the gate is told, which alone decides what stands there then: a page that waits for its
 * holder must not fall apart because something on it was asked for again.
 */
async function told<T>(client: QueryClient, operation: Operation, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (isSignedOut(error) && operation !== 'getMe') void client.invalidateQueries({ queryKey: ['getMe'] });
    throw error;
  }
}

function isWorthAnother(operation: Operation, error: unknown): boolean {
  return isOutOfReach(error) || (isSignedOut(error) && operation !== 'getMe');
}
