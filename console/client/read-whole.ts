import { call, type Answer, type Call, type Operation } from './call.ts';

/** As many as the service gives in one page. */
const PAGE = 200;

interface Page {
  readonly items: readonly unknown[];
  readonly nextCursor: string | number | null;
}

type Listed<O extends Operation> = Answer<O> extends { readonly items: (infer One)[] } ? One : never;

/**
 * A list to its end, for a file that must not end before it.
 *
 * @throws ProblemError
 */
export async function readWhole<O extends Operation>(
  operation: O,
  given: Call<O>,
): Promise<readonly Listed<O>[]> {
  const items: unknown[] = [];
  let cursor: string | number | null = null;
  do {
    const said = (given as { readonly query?: object }).query;
    const query = { ...said, limit: PAGE, ...(cursor === null ? {} : { cursor }) };
    const page = (await call(operation, { ...given, query } as unknown as Call<O>)) as unknown as Page;
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items as Listed<O>[];
}
