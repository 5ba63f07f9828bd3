import { useQuery } from '@tanstack/react-query';
import { ADULT_YEARS } from '../../../domain/plain-date.ts';
import { call } from '../../client/call.ts';
import type { Reason } from './opening.tsx';

export interface KnownPerson {
  readonly id: string;
  readonly name: string;
  readonly birthDate: string | null;
  readonly comuneIstat: string | null;
}

/** Who lives in a household today, by name. Each opening is on record, so that no clock repeats it. */
export function useHouseholdPeople(householdId: string | undefined, reason: Reason) {
  return useQuery({
    queryKey: ['householdPeople', householdId, reason],
    enabled: householdId !== undefined,
    staleTime: Infinity,
    meta: { once: true },
    queryFn: async () => {
      const { members } = await call('getHousehold', { params: { householdId: householdId! } });
      const today = members.filter(({ leftOn }) => leftOn === null);
      return Promise.all(today.map(({ personId }) => personKnown(personId, reason)));
    },
  });
}

export async function personKnown(personId: string, reason: Reason): Promise<KnownPerson> {
  const person = await call('getPerson', { params: { personId }, query: { reason } });
  const { identity, birthDate, comuneIstat } = person;
  const name = identity ? `${identity.givenName} ${identity.familyName}` : person.id.slice(-8);
  return { id: person.id, name, birthDate, comuneIstat };
}

export function nameOf(people: readonly KnownPerson[] | undefined, personId: string): string {
  return people?.find(({ id }) => id === personId)?.name ?? '…';
}

/** Of age today, or nobody knows. */
export function isAdult({ birthDate }: KnownPerson, today = new Date()): boolean {
  if (birthDate === null) return true;
  const [year, month, day] = birthDate.split('-').map(Number) as [number, number, number];
  return new Date(year + ADULT_YEARS, month - 1, day) <= today;
}
