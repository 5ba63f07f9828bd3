import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type Answer } from '../../client/call.ts';
import { messageAt } from '../../client/problem.ts';
import { useRead } from '../../client/use-read.ts';
import { Field } from '../../parts/field.tsx';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { day } from '../../words/format.ts';
import { useHouseholdPeople } from './household-people.ts';
import type { TopicPage } from './new-case.tsx';
import { ReasonChoice, type Reason } from './opening.tsx';

type Found = Answer<'searchPeople'>['items'][number];

/** Sixteen letters and figures are a tax code; anything else is a name. */
function searchOf(words: string, reason: Reason) {
  const taxCode = words.replaceAll(' ', '').toUpperCase();
  if (/^[A-Z0-9]{16}$/.test(taxCode)) return { by: 'taxCode' as const, reason, taxCode };
  return { by: 'name' as const, reason, name: words };
}

/** For whom: a person is searched, with a reason, and their household follows. */
export function HouseholdTopic({ draft, keep, onDone }: TopicPage) {
  const { t } = useTranslation('cases');
  const [words, setWords] = useState('');
  // Finding somebody writes a row for each person found: nothing but pressing the button searches.
  const search = useMutation({
    mutationFn: () => call('searchPeople', { body: searchOf(words, draft.reason) }),
  });
  const choose = (person: Found, householdId: string) =>
    onDone({
      ...draft,
      householdId,
      beneficiaryId: person.id,
      ...(draft.householdId === householdId ? {} : { applicantId: '', relationId: '' }),
    });
  return (
    <>
      {draft.householdId && <ChosenHousehold draft={draft} onGoOn={() => onDone(draft)} />}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          search.mutate();
        }}
      >
        <ReasonChoice chosen={draft.reason} onChoose={(reason) => keep({ ...draft, reason })} />
        {search.error && <ProblemNotice error={search.error} />}
        <Field
          label={t('search.words')}
          hint={t('search.hint')}
          error={messageAt(search.error, 'name') ?? messageAt(search.error, 'taxCode')}
        >
          {(control) => (
            <input
              {...control}
              type="search"
              autoComplete="off"
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
          )}
        </Field>
        <button type="submit" className="btn btn-primary" disabled={search.isPending}>
          {t('search')}
        </button>
      </form>
      <div role="status">
        {search.isPending && <Loading />}
        {search.data && <p className="mt-3">{t('search.found', { count: search.data.items.length })}</p>}
      </div>
      {search.data?.items.length === 0 && <p>{t('search.none')}</p>}
      <ul className="console-rows">
        {search.data?.items.map((person) => (
          <FoundPerson
            key={person.id}
            person={person}
            onChoose={(householdId) => choose(person, householdId)}
          />
        ))}
      </ul>
    </>
  );
}

function FoundPerson({
  person,
  onChoose,
}: {
  readonly person: Found;
  readonly onChoose: (householdId: string) => void;
}) {
  const { t } = useTranslation('cases');
  const households = useRead('listHouseholds', { query: { personId: person.id } });
  const name = `${person.givenName} ${person.familyName}`;
  const [household] = households.data?.items ?? [];
  return (
    <li>
      <p className="mb-1">
        <strong>{name}</strong>
        {person.birthDate && `, ${t('bornOn', { day: day(person.birthDate) })}`}
      </p>
      {household && (
        <button
          type="button"
          className="btn btn-outline-primary btn-sm"
          aria-label={`${t('search.choose')}: ${name}`}
          onClick={() => onChoose(household.id)}
        >
          {t('search.choose')}
        </button>
      )}
      {households.data && !household && <p className="mb-0">{t('search.noHousehold')}</p>}
    </li>
  );
}

function ChosenHousehold({
  draft,
  onGoOn,
}: {
  readonly draft: TopicPage['draft'];
  readonly onGoOn: () => void;
}) {
  const { t } = useTranslation('cases');
  const people = useHouseholdPeople(draft.householdId, draft.reason);
  return (
    <section className="console-missing" aria-labelledby="chosen">
      <h2 id="chosen" className="h5">
        {t('new.begun')}
      </h2>
      <p>{people.data ? people.data.map(({ name }) => name).join(', ') : '…'}</p>
      <button type="button" className="btn btn-primary btn-sm" onClick={onGoOn}>
        {t('new.goOn')}
      </button>
    </section>
  );
}
