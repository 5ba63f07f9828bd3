import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useRead } from '../../client/use-read.ts';
import { Heading } from '../../parts/heading.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { useColleagueNames } from '../../parts/use-colleague-names.ts';
import { useSession } from '../../session/session-context.ts';
import { day, moment, money } from '../../words/format.ts';
import { BatchItems } from './batch-items.tsx';
import { BatchSteps } from './batch-steps.tsx';
import { BatchTag, type Batch } from './batch-state.tsx';
import { MissingAccount } from './missing-party.tsx';

/** One batch: where it stands, who has looked at it, what can be done now, and whom it pays. */
export default function BatchScreen() {
  const { t } = useTranslation('fund');
  const { batchId = '' } = useParams();
  const batch = useRead('getBatch', { params: { batchId } });
  return (
    <>
      <p className="no-print">
        <Link to="/settlement">{t('batch.back')}</Link>
      </p>
      <Heading>{batch.data ? t('batch.title', { code: batch.data.code }) : t('batch.untitled')}</Heading>
      <ReadStates of={batch} />
      {batch.data && (
        <>
          <Facts batch={batch.data} />
          {batch.data.exportedAt === null && batch.data.closedAt === null && <MissingAccount />}
          <BatchSteps batch={batch.data} />
          <BatchItems batch={batch.data} />
        </>
      )}
    </>
  );
}

function Facts({ batch }: { readonly batch: Batch }) {
  const { t } = useTranslation('fund');
  const who = useWho();
  return (
    <dl className="console-facts">
      <dt>{t('batch.state')}</dt>
      <dd>
        <BatchTag batch={batch} />
      </dd>
      <dt>{t('item.total')}</dt>
      <dd>{money(batch.totalCents)}</dd>
      <dt>{t('batch.cutOff')}</dt>
      <dd>{moment(batch.cutOffAt)}</dd>
      <dt>{t('drawUp.executionOn')}</dt>
      <dd>{day(batch.executionOn)}</dd>
      <dt>{t('batch.drawn')}</dt>
      <dd>{t('batch.whoWhen', { who: who(batch.drawnBy), when: moment(batch.drawnAt) })}</dd>
      <dt>{t('batch.approved')}</dt>
      <dd>
        {batch.approvedBy === null ? t('batch.nobody') : who(batch.approvedBy)}
        {batch.secondApprovedBy && `, ${who(batch.secondApprovedBy)}`}
        {` (${t('batch.wanted', { count: batch.approvalsWanted })})`}
      </dd>
      <dt>{t('batch.exported')}</dt>
      <dd>{batch.exportedAt ? moment(batch.exportedAt) : t('redemption.notYet')}</dd>
      {batch.closedAt && (
        <>
          <dt>{t(batch.state === 'discarded' ? 'batch.discardedAt' : 'batch.closedAt')}</dt>
          <dd>{moment(batch.closedAt)}</dd>
        </>
      )}
    </dl>
  );
}

/** Whoever may approve sees who drew it up, by name; whoever only reads the books, that it was somebody. */
function useWho(): (accountId: string) => string {
  const { t } = useTranslation('fund');
  const { me } = useSession();
  const mayKnow = me.roles.includes('fundOfficer') || me.roles.includes('administrator');
  const nameOf = useColleagueNames({ enabled: mayKnow });
  return (accountId) => {
    if (accountId === me.accountId) return t('who.me');
    return nameOf(accountId) ?? t('who.other');
  };
}
