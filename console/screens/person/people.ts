import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call, type Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { useSession } from '../../session/session-context.ts';
import { romeToday } from '../../words/format.ts';
import type { Someone } from './tell-apart.ts';

/** Oneself, the relatives declared today, and whom one acts for: by name, as far as one may read it. */
export function usePeople(): readonly Someone[] {
  return usePeopleRead().people;
}

/** The same, and whether their names are still on their way. */
export function usePeopleRead(): { readonly people: readonly Someone[]; readonly isPending: boolean } {
  const { me } = useSession();
  const { personId, actsForIds } = me;
  const isEmployee = me.roles.includes('employee') && personId !== null;
  const declared = useRead(
    'listFamilyDeclarations',
    { params: { personId: personId ?? '' }, query: {} },
    { enabled: isEmployee },
  );
  const known = useQueries({
    queries: [...(personId ? [personId] : []), ...actsForIds].map((id) => ({
      queryKey: ['getPerson', { params: { personId: id } }],
      queryFn: () => call('getPerson', { params: { personId: id } }),
      retry: false,
    })),
  });
  const names = new Map(known.flatMap(({ data }) => (data ? [[data.id, nameOf(data)] as const] : [])));
  const relatives = (isEmployee && declared.data?.items.filter(isInForce)) || [];
  const people = [
    ...(personId
      ? [{ id: personId, name: names.get(personId) ?? null, as: 'self' as const, isChild: false }]
      : []),
    ...relatives.map(({ relativeId, relativeName, relation }) => ({
      id: relativeId,
      name: relativeName,
      as: 'relative' as const,
      isChild: relation === 'child',
    })),
    ...actsForIds
      .filter((id) => !relatives.some(({ relativeId }) => relativeId === id))
      .map((id) => ({ id, name: names.get(id) ?? null, as: 'principal' as const, isChild: false })),
  ];
  return {
    people,
    isPending: (isEmployee && declared.isPending) || known.some((one) => one.isPending),
  };
}

/** Who somebody is to the reader: oneself, a relative, or whom one acts for. */
export function usePersonWords(): (person: Someone) => string {
  const { t } = useTranslation('person');
  return ({ as, name }) => {
    if (as === 'self' || as === 'other') return t(`order.who.${as}`);
    // Whose name may not be read is told by what they are, once.
    if (as === 'relative' && name === null) return t('order.who.unnamed');
    return t(`order.who.${as}`, { name: name ?? t('order.who.unnamed') });
  };
}

type Declaration = Answer<'listFamilyDeclarations'>['items'][number];

function isInForce({ validFrom, validUntil, replacedAt }: Declaration): boolean {
  return (
    replacedAt === null && validFrom <= romeToday() && (validUntil === null || validUntil >= romeToday())
  );
}

function nameOf({ identity }: Answer<'getPerson'>): string | null {
  return identity && `${identity.givenName} ${identity.familyName}`;
}
