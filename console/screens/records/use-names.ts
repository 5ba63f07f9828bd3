import { useQuery } from '@tanstack/react-query';
import { personKnown } from '../cases/household-people.ts';
import type { Reason } from '../cases/opening.tsx';

/** The names of people by reference. Each opening is on record, so that no clock repeats it. */
export function useNames(personIds: readonly string[], reason: Reason) {
  const ids = [...new Set(personIds)].toSorted();
  return useQuery({
    queryKey: ['names', ids, reason],
    staleTime: Infinity,
    queryFn: async () => {
      const people = await Promise.all(ids.map((id) => personKnown(id, reason)));
      return new Map(people.map(({ id, name }) => [id, name]));
    },
  });
}
