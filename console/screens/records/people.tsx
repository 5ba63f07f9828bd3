import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Heading } from '../../parts/heading.tsx';
import { ReasonChoice, type Reason } from '../cases/opening.tsx';
import { PersonSearch } from './person-search.tsx';

/** Nobody is listed: people are found by who looks for them and says why. */
export default function People() {
  const { t } = useTranslation('records');
  const [reason, setReason] = useState<Reason>('desk');
  return (
    <>
      <Heading>{t('people.title')}</Heading>
      <p>{t('people.intro')}</p>
      <div className="console-actions mt-0">
        <Link className="btn btn-outline-primary" to="/people/new">
          {t('people.new')}
        </Link>
        <Link className="btn btn-outline-primary" to="/households">
          {t('households.title')}
        </Link>
      </div>
      <ReasonChoice chosen={reason} onChoose={setReason} />
      <PersonSearch reason={reason}>
        {(found) => <Link to={`/people/${found.id}`}>{t('people.open')}</Link>}
      </PersonSearch>
    </>
  );
}
