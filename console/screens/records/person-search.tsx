import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type Answer, type Call } from '../../client/call.ts';
import { messageAt } from '../../client/problem.ts';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useMissing } from '../../parts/use-missing.tsx';
import { day } from '../../words/format.ts';
import type { Reason } from '../cases/opening.tsx';
import { ComuneField } from './comune-field.tsx';
import { LineField } from './line-field.tsx';
import { useComuni } from '../../parts/use-comuni.ts';

export type Found = Answer<'searchPeople'>['items'][number];

/** Finds people by tax code or name, narrowed by birth date and comune; each one found is put on record. */
export function PersonSearch({
  reason,
  children,
}: {
  readonly reason: Reason;
  /** What can be done with somebody who was found. */
  readonly children: (found: Found) => ReactNode;
}) {
  const { t } = useTranslation('records');
  const [words, setWords] = useState('');
  const [birthDate, setBirthDate] = useState('');
  const [comune, setComune] = useState('');
  const { nameOf } = useComuni();
  const search = useMutation({
    mutationFn: () => call('searchPeople', { body: searchFor({ words, birthDate, comune, reason }) }),
  });
  const missing = useMissing([{ name: 'search-words', label: t('search.words'), value: words }]);
  return (
    <>
      <form
        noValidate
        className="console-search"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          if (missing.isComplete()) search.mutate();
        }}
      >
        {missing.summary}
        {search.error && <ProblemNotice error={search.error} />}
        <LineField
          id="search-words"
          label={t('search.words')}
          hint={t('search.hint')}
          error={
            missing.at('search-words') ??
            messageAt(search.error, 'name') ??
            messageAt(search.error, 'taxCode')
          }
          type="search"
          value={words}
          onChange={setWords}
        />
        <LineField
          label={t('birthDate')}
          error={messageAt(search.error, 'birthDate')}
          type="date"
          optional
          value={birthDate}
          onChange={setBirthDate}
        />
        <ComuneField label={t('comune')} isOptional value={comune} onChange={setComune} />
        <button type="submit" className="btn btn-primary" disabled={search.isPending}>
          {t('search.send')}
        </button>
      </form>
      <div role="status">
        {search.isPending && <Loading />}
        {search.data && (
          <p className="mt-3">{t(countWord(search.data), { count: search.data.items.length })}</p>
        )}
        {search.data?.items.length === 0 && <p>{t('search.none')}</p>}
      </div>
      {search.data && (
        <ul className="console-rows">
          {search.data.items.map((found) => (
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

interface Asked {
  readonly words: string;
  readonly birthDate: string;
  readonly comune: string;
  readonly reason: Reason;
}

/** Sixteen letters and figures are a tax code; anything else is a name. */
function searchFor({ words, birthDate, comune, reason }: Asked): Call<'searchPeople'>['body'] {
  const taxCode = words.replaceAll(' ', '').toUpperCase();
  if (/^[A-Z0-9]{16}$/.test(taxCode)) return { by: 'taxCode', reason, taxCode };
  return {
    by: 'name',
    reason,
    name: words,
    ...(birthDate ? { birthDate } : {}),
    ...(comune ? { comune } : {}),
  };
}
