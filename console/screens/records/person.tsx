import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { day } from '../../words/format.ts';
import { OpeningGate, type Reason } from '../cases/opening.tsx';
import { ChangePerson } from './change-person.tsx';
import { Death } from './death.tsx';
import { Employments } from './employments.tsx';
import { AskErasure } from './erasure-told.tsx';
import { PersonFamily } from './person-family.tsx';
import { PersonVouchers } from './person-vouchers.tsx';
import { Relations } from './relations.tsx';
import { useComuni } from '../../parts/use-comuni.ts';

export type Person = Answer<'getPerson'>;

/** Somebody's record, once it was said why it is opened. */
export default function PersonScreen() {
  const { t } = useTranslation('records');
  const { personId = '' } = useParams();
  return (
    <>
      <p className="mb-2">
        <Link to="/people">{t('back.people')}</Link>
      </p>
      <Heading>{t('person.title')}</Heading>
      <OpeningGate key={personId} of={personId}>
        {(reason) => <Record personId={personId} reason={reason} />}
      </OpeningGate>
    </>
  );
}

function Record({ personId, reason }: { readonly personId: string; readonly reason: Reason }) {
  const { t } = useTranslation('records');
  const [isChanging, setChanging] = useState(false);
  const found = useRead('getPerson', { params: { personId }, query: { reason } }, { once: true });
  if (found.error) return <ProblemNotice error={found.error} onAgain={() => void found.refetch()} />;
  if (found.data?.id !== personId) return <Loading />;
  const person = found.data;
  if (!person.identity) return <p>{t('person.erased')}</p>;
  return (
    <>
      {isChanging ? (
        <ChangePerson person={person} onDone={() => setChanging(false)} />
      ) : (
        <>
          <Identity person={person} />
          <div className="console-actions">
            <button type="button" className="btn btn-primary" onClick={() => setChanging(true)}>
              {t('person.change')}
            </button>
            <Link className="btn btn-outline-primary" to={`/cases?whose=all&person=${personId}`}>
              {t('person.cases')}
            </Link>
          </div>
        </>
      )}
      <Relations personId={personId} reason={reason} />
      <Employments personId={personId} reason={reason} />
      <PersonFamily personId={personId} reason={reason} />
      <PersonVouchers personId={personId} reason={reason} />
      <Death person={person} />
      <AskErasure />
    </>
  );
}

function Identity({ person }: { readonly person: Person }) {
  const { t } = useTranslation('records');
  const { nameOf } = useComuni();
  const identity = person.identity!;
  const rows = [
    [t('name'), `${identity.givenName} ${identity.familyName}`],
    [t('birthDate'), person.birthDate && day(person.birthDate)],
    [t('taxCode'), identity.taxCode],
    [t('comune'), nameOf(person.comuneIstat ?? '')],
    [t('email'), identity.email],
    [t('phone'), identity.phone],
    [t('address'), identity.address],
    [t('channel'), t(`channel.${person.channel}`)],
    ...(person.deceasedOn ? [[t('deceasedOn'), day(person.deceasedOn)] as const] : []),
  ] as const;
  return (
    <dl className="console-facts">
      {rows.map(([label, value]) => (
        <Fragment key={label}>
          <dt>{label}</dt>
          <dd>{value ?? t('notKnown')}</dd>
        </Fragment>
      ))}
      <dt>{t('erasure.code')}</dt>
      <dd>
        <code>{person.id}</code>
      </dd>
      <dt>{t('household')}</dt>
      <dd>
        {person.householdId ? (
          <Link to={`/households/${person.householdId}`}>{t('household.open')}</Link>
        ) : (
          <Link to={`/households/new?person=${person.id}`}>{t('household.enter')}</Link>
        )}
      </dd>
    </dl>
  );
}
