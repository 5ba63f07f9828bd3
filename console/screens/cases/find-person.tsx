import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { nameIn, PersonSearch } from '../records/person-search.tsx';
import { ReasonChoice, type Reason } from './opening.tsx';

/** The way from somebody's name to their cases: whoever is found is put on record, with why they were looked for. */
export function FindPerson() {
  const { t } = useTranslation('cases');
  const [reason, setReason] = useState<Reason>('desk');
  return (
    <section aria-labelledby="find" className="mb-4">
      <h2 id="find" className="h4">
        {t('find.title')}
      </h2>
      <ReasonChoice chosen={reason} onChoose={setReason} />
      <PersonSearch reason={reason}>
        {(person) => (
          <Link
            to={`/cases?whose=all&person=${person.id}`}
            aria-label={`${t('find.cases')}: ${nameIn(person)}`}
          >
            {t('find.cases')}
          </Link>
        )}
      </PersonSearch>
      <p className="mt-3">
        <Link to="/cases">{t('find.close')}</Link>
      </p>
    </section>
  );
}

/** Why no name stands in the list, and how one gets from a name to a case; of one person, how one gets back to all. */
export function WithoutNames({ personId }: { readonly personId: string | null }) {
  const { t } = useTranslation('cases');
  if (personId === null)
    return (
      <p>
        {t('find.noNames')} <Link to="?find=person">{t('find.search')}</Link>
      </p>
    );
  return (
    <p>
      {t('find.ofOne')} <Link to={`/people/${personId}`}>{t('find.record')}</Link>
      {' · '}
      <Link to="/cases?whose=all">{t('find.all')}</Link>
    </p>
  );
}
