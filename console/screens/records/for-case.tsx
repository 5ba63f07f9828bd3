import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { keepUnsent, unsentAt } from '../../parts/unsent.ts';
import { useSession } from '../../session/session-context.ts';
import type { TypedPerson } from './person-fields.tsx';
import { personSearched, type Asked } from './searched-person.ts';

/** Whoever enters somebody for whom an application is begun goes on with it afterwards. */
const forCase = 'then=case';

function usePlace(): string {
  return `${useSession().me.accountId}/searched-person`;
}

/** The way from a search that found nobody: what was searched goes along in the page's memory, for it names somebody. */
export function EnterSearched({ asked }: { readonly asked: Asked }) {
  const { t } = useTranslation('records');
  const place = usePlace();
  return (
    <Link
      className="btn btn-outline-primary"
      to={`/people/new?${forCase}`}
      onClick={() => keepUnsent(place, { ...personSearched(asked) })}
    >
      {t('people.new')}
    </Link>
  );
}

/** Whether an application waits for what is entered here, what was searched for, and where one goes on. */
export function useForCase() {
  const [search] = useSearchParams();
  const place = usePlace();
  const isForCase = search.get('then') === 'case';
  return {
    isForCase,
    searched: (isForCase ? unsentAt(place) : {}) as Partial<TypedPerson>,
    afterPerson: (personId: string) => (isForCase ? householdFor(personId) : `/people/${personId}`),
    afterHousehold: (householdId: string, personId: string | null) =>
      isForCase
        ? `/cases/new?household=${householdId}${personId ? `&person=${personId}` : ''}`
        : `/households/${householdId}`,
  };
}

/** Where the household of somebody is entered for whom an application is begun. */
export function householdFor(personId: string): string {
  return `/households/new?person=${personId}&${forCase}`;
}

/** Back to where whoever is here came from. */
export function BackFrom({ list, label }: { readonly list: string; readonly label: string }) {
  const { t } = useTranslation('records');
  const { isForCase } = useForCase();
  return (
    <p className="mb-2">
      <Link to={isForCase ? '/cases/new?topic=household' : list}>{isForCase ? t('back.case') : label}</Link>
    </p>
  );
}
