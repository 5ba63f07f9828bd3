import type { Call } from './call.ts';
import { useList, type Listing } from './use-read.ts';
import { useWhole } from './use-whole.ts';

/** Reads a list to its end: for a choice among all of it, or a name that is looked up in it. */
export function useWholeList<O extends Listing>(
  operation: O,
  given: Call<O>,
  { enabled }: { readonly enabled?: boolean } = {},
) {
  const list = useList(operation, given, { isWhole: true, enabled });
  useWhole(list);
  return list;
}
