import { useTranslation } from 'react-i18next';
import { useRead } from '../../client/use-read.ts';
import { useHouseholdPeople } from './household-people.ts';
import type { TopicPage } from './new-case.tsx';
import { ReasonChoice } from './opening.tsx';
import { nameIn, PersonSearch, type Found } from '../records/person-search.tsx';

/** For whom: a person is searched, with a reason, and their household follows. */
export function HouseholdTopic({ draft, keep, onDone }: TopicPage) {
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
      <ReasonChoice chosen={draft.reason} onChoose={(reason) => keep({ ...draft, reason })} />
      <PersonSearch reason={draft.reason}>
        {(person) => <HouseholdOf person={person} onChoose={(householdId) => choose(person, householdId)} />}
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
      {households.data && !household && <p className="mb-0">{t('search.noHousehold')}</p>}
    </>
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
