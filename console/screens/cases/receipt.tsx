import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useRead } from '../../client/use-read.ts';
import { Heading } from '../../parts/heading.tsx';
import { ScreenStates } from '../../parts/screen-states.tsx';
import { day, moment } from '../../words/format.ts';
import { useSession } from '../../session/session-context.ts';
import { Applicant } from './check-topic.tsx';
import { Letters } from './documents-tab.tsx';
import { nameOf, useHouseholdPeople } from './household-people.ts';
import { NeedsTable } from './needs-table.tsx';
import { WhatComes } from './what-comes.tsx';

/** What whoever stands at the desk takes home: the number, and what happens next. */
export default function Receipt() {
  const { t } = useTranslation('cases');
  const { assessmentId } = useParams<'assessmentId'>();
  const found = useRead('getAssessment', { params: { assessmentId: assessmentId! } });
  const params = { assessmentId: assessmentId! };
  const dossier = useRead('openDossier', { params, query: { reason: 'desk' } }, { once: true });
  const people = useHouseholdPeople(found.data?.householdId, 'desk');
  const { me } = useSession();
  if (!found.data) return <ScreenStates of={found} />;
  if (!dossier.data) return <ScreenStates of={dossier} />;
  const words = new Map(dossier.data.needs.map(({ id, description }) => [id, description]));
  const { protocolNumber, receivedAt, dueAt, termEndsOn, dossierCode } = found.data;
  return (
    <>
      <Heading>{t('receipt.title', { number: protocolNumber })}</Heading>
      <p>{t('receipt.words')}</p>
      <dl className="console-facts">
        <dt>{t('receipt.number')}</dt>
        <dd>{protocolNumber}</dd>
        <dt>{t('receipt.code')}</dt>
        <dd>{dossierCode}</dd>
        <dt>{t('beneficiary')}</dt>
        <dd>{nameOf(people.data, found.data.beneficiaryId)}</dd>
        <dt>{t('applicant')}</dt>
        <dd>
          <Applicant {...found.data} reason="desk" people={people.data ?? []} />
        </dd>
        <dt>{t('receipt.at')}</dt>
        <dd>{t('receipt.desk', { alliance: me.alliance.name })}</dd>
        <dt>{t('receivedAt')}</dt>
        <dd>{moment(receivedAt)}</dd>
        <dt>{t('termEnds')}</dt>
        <dd>{day(termEndsOn)}</dd>
      </dl>
      <h2 className="h4 mt-4">{t('needs')}</h2>
      <NeedsTable
        needs={found.data.needs.map((need) => ({
          ...need,
          for: nameOf(people.data, need.forPersonId),
          description: words.get(need.id),
        }))}
      />
      <h2 className="h4 mt-4">{t('receipt.next')}</h2>
      <WhatComes dueAt={dueAt} termEndsOn={termEndsOn} />
      <div className="console-actions no-print">
        <button type="button" className="btn btn-primary" onClick={() => print()}>
          {t('receipt.print')}
        </button>
        <Link className="btn btn-outline-primary" to={`/cases/${assessmentId}`}>
          {t('receipt.case')}
        </Link>
        <Link className="btn btn-outline-primary" to="/cases/new">
          {t('receipt.another')}
        </Link>
      </div>
      <section className="no-print">
        <h2 className="h4">{t('letters')}</h2>
        <Letters assessment={found.data} reason="desk" />
      </section>
    </>
  );
}
