import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useRead } from '../../client/use-read.ts';
import { AskedTwice } from '../../parts/asked-twice.tsx';
import { EnterSearched, householdFor } from '../records/for-case.tsx';
import { nameIn, PersonSearch, type Found } from '../records/person-search.tsx';
import type { CaseDraft } from './draft.ts';
import { beginFor, drop, resume, type Drafts } from './drafts.ts';
import { useHouseholdPeople } from './household-people.ts';
import type { TopicPage } from './new-case.tsx';
import { ReasonChoice } from './opening.tsx';

/** For whom: a person is searched, with a reason, and their household follows. */
export function HouseholdTopic({ draft, aside, keep, onDrafts, onDone }: TopicPage) {
  const { t } = useTranslation('cases');
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const entered = search.get('household');
  const drafts = { draft, aside };
  const goOn = (next: Drafts) => {
    onDrafts(next);
    void navigate('?topic=people');
  };
  return (
    <>
      {entered && (
        <Entered
          draft={{ ...draft, householdId: entered }}
          onGoOn={() =>
            goOn(beginFor(drafts, { personId: search.get('person') ?? '', householdId: entered }))
          }
        />
      )}
      {draft.householdId && draft.householdId !== entered && (
        <ChosenHousehold draft={draft} onGoOn={() => onDone(draft)} />
      )}
      {aside.length > 0 && (
        <section className="console-missing" aria-labelledby="aside">
          <h2 id="aside" className="h5">
            {t('new.aside')}
          </h2>
          <ul className="console-rows">
            {aside.map((one) => (
              <PutAside
                key={one.householdId}
                draft={one}
                onResume={() => goOn(resume(drafts, one.householdId))}
                onDrop={() => onDrafts(drop(drafts, one.householdId))}
              />
            ))}
          </ul>
        </section>
      )}
      {draft.householdId && <p>{t('new.another')}</p>}
      <ReasonChoice chosen={draft.reason} onChoose={(reason) => keep({ ...draft, reason })} />
      <PersonSearch reason={draft.reason} nobody={(asked) => <EnterSearched asked={asked} />}>
        {(person) => (
          <HouseholdOf
            person={person}
            onChoose={(householdId) => goOn(beginFor(drafts, { personId: person.id, householdId }))}
          />
        )}
      </PersonSearch>
    </>
  );
}

function HouseholdOf({
  person,
  onChoose,
}: {
  readonly person: Found;
  readonly onChoose: (householdId: string) => void;
}) {
  const { t } = useTranslation('cases');
  const households = useRead('listHouseholds', { query: { personId: person.id } });
  const [household] = households.data?.items ?? [];
  return (
    <>
      {household && (
        <button
          type="button"
          className="btn btn-outline-primary btn-sm"
          aria-label={`${t('search.choose')}: ${nameIn(person)}`}
          onClick={() => onChoose(household.id)}
        >
          {t('search.choose')}
        </button>
      )}
      {households.data && !household && (
        <p className="mb-0">
          {t('search.noHousehold')}{' '}
          <Link to={householdFor(person.id)} aria-label={`${t('search.enterHousehold')}: ${nameIn(person)}`}>
            {t('search.enterHousehold')}
          </Link>
        </p>
      )}
    </>
  );
}

function useNamesOf({ householdId, reason }: CaseDraft): string {
  const people = useHouseholdPeople(householdId, reason);
  return people.data ? people.data.map(({ name }) => name).join(', ') : '…';
}

interface Chosen {
  readonly draft: CaseDraft;
  readonly onGoOn: () => void;
}

function ChosenHousehold(chosen: Chosen) {
  const { t } = useTranslation('cases');
  return <OneHousehold {...chosen} title={t('new.begun')} goOn={t('new.goOn')} />;
}

/** Whose household was just entered for this. */
function Entered(entered: Chosen) {
  const { t } = useTranslation('cases');
  return <OneHousehold {...entered} title={t('new.entered')} goOn={t('new.entered.goOn')} />;
}

function OneHousehold({
  draft,
  onGoOn,
  title,
  goOn,
}: Chosen & { readonly title: string; readonly goOn: string }) {
  const id = useId();
  const names = useNamesOf(draft);
  return (
    <section className="console-missing" aria-labelledby={id}>
      <h2 id={id} className="h5">
        {title}
      </h2>
      <p>{names}</p>
      <button type="button" className="btn btn-primary btn-sm" onClick={onGoOn}>
        {goOn}
      </button>
    </section>
  );
}

function PutAside({
  draft,
  onResume,
  onDrop,
}: {
  readonly draft: CaseDraft;
  readonly onResume: () => void;
  readonly onDrop: () => void;
}) {
  const { t } = useTranslation('cases');
  const names = useNamesOf(draft);
  return (
    <li>
      <p className="mb-1">{names}</p>
      <div className="console-actions mt-0">
        <button
          type="button"
          className="btn btn-primary btn-sm"
          aria-label={`${t('new.resume')}: ${names}`}
          onClick={onResume}
        >
          {t('new.resume')}
        </button>
        <AskedTwice
          label={t('new.drop')}
          about={names}
          sure={t('new.drop.sure')}
          yes={t('new.drop.yes')}
          isPending={false}
          onDo={onDrop}
        />
      </div>
    </li>
  );
}
