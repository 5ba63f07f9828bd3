import { useMutation } from '@tanstack/react-query';
import { useId, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { call, type Answer, type Call } from '../../client/call.ts';
import { Form } from '../../parts/form.tsx';
import { Loading } from '../../parts/loading.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useFaults } from '../../parts/use-kept-form.ts';
import { day } from '../../words/format.ts';
import type { Reason } from '../cases/opening.tsx';
import { ComuneField } from './comune-field.tsx';
import { useComuni } from '../../parts/use-comuni.ts';
import { taxCodeIn, type Asked } from './searched-person.ts';

export type Found = Answer<'searchPeople'>['items'][number];

const empty: Asked = { name: '', birthDate: '', comune: '' };

/** Finds people by tax code or name, narrowed by birth date and comune; each one found is put on record. */
export function PersonSearch({
  reason,
  nobody,
  children,
}: {
  readonly reason: Reason;
  /** What can be done where nobody was found, with what was searched for. */
  readonly nobody?: (asked: Asked) => ReactNode;
  /** What can be done with somebody who was found. */
  readonly children: (found: Found) => ReactNode;
}) {
  const { t } = useTranslation('records');
  const { nameOf } = useComuni();
  const form = useForm({ defaultValues: empty, shouldFocusError: false });
  const search = useMutation({
    mutationFn: (asked: Asked) => call('searchPeople', { body: searchFor(asked, reason) }),
  });
  useFaults(form, search.error, (place, message) =>
    place === 'taxCode' ? { field: 'name', words: message } : undefined,
  );
  // More than one may be open at once.
  const formName = `search-${useId()}`;
  const at = { form, formName };
  return (
    <>
      <Form
        name={formName}
        form={form}
        problem={search.error}
        className="console-search"
        role="search"
        onSend={(asked) => search.mutate(asked)}
      >
        <TextField {...at} name="name" type="search" label={t('search.words')} hint={t('search.hint')} />
        <TextField {...at} name="birthDate" type="date" optional label={t('birthDate')} />
        <ComuneField {...at} name="comune" optional />
        <button type="submit" className="btn btn-primary" disabled={search.isPending}>
          {t('search.send')}
        </button>
      </Form>
      <div role="status">
        {search.isPending && <Loading />}
        {search.data && (
          <p className="mt-3">{t(countWord(search.data), { count: search.data.items.length })}</p>
        )}
        {search.data?.items.length === 0 && <p>{t('search.none')}</p>}
      </div>
      {search.data?.items.length === 0 && search.variables && nobody?.(search.variables)}
      {search.data && (
        <ul className="console-rows">
          {byFamilyName(search.data.items).map((found) => (
            <li key={found.id}>
              <p className="mb-1">
                <strong>{nameIn(found)}</strong>
                {found.birthDate && `, ${t('bornOn', { day: day(found.birthDate) })}`}
                {`, ${nameOf(found.comuneIstat ?? '')}`}
              </p>
              {children(found)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

export function nameIn({
  givenName,
  familyName,
}: {
  readonly givenName: string;
  readonly familyName: string;
}) {
  return `${givenName} ${familyName}`;
}

function countWord({ hasMore }: Answer<'searchPeople'>): 'search.first' | 'search.found' {
  return hasMore ? 'search.first' : 'search.found';
}

function searchFor({ name, birthDate, comune }: Asked, reason: Reason): Call<'searchPeople'>['body'] {
  const taxCode = taxCodeIn(name);
  if (taxCode) return { by: 'taxCode', reason, taxCode };
  return {
    by: 'name',
    reason,
    name,
    ...(birthDate ? { birthDate } : {}),
    ...(comune ? { comune } : {}),
  };
}

function byFamilyName(items: readonly Found[]): readonly Found[] {
  const nameOf = ({ familyName, givenName, birthDate }: Found) => `${familyName} ${givenName} ${birthDate}`;
  return items.toSorted((one, other) => nameOf(one).localeCompare(nameOf(other)));
}
