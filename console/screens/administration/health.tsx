import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { ProblemError } from '../../client/problem.ts';
import { useRead } from '../../client/use-read.ts';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { Tag } from '../../parts/tag.tsx';
import { useSession } from '../../session/session-context.ts';
import { fromNow, moment } from '../../words/format.ts';

type Stuck = Answer<'listStuckWork'>['items'][number];

/** Whether the service can work, and what should have been done by now and was not. */
export default function Health() {
  const { t } = useTranslation('administration');
  const { me } = useSession();
  const ready = useRead('isReady', {});
  const stuck = useRead('listStuckWork', {});
  // That it worked a minute ago is not what this page is asked.
  const notReady = ready.lastError;
  const missing = notReady instanceof ProblemError ? notReady.problem.detail : undefined;
  return (
    <>
      <p className="mb-2">
        <Link to="/accounts">{t('back.accounts')}</Link>
      </p>
      <Heading>{t('health.title')}</Heading>
      <p role="status">
        {ready.data && !notReady && <Tag tone="good">{t('health.ready')}</Tag>}
        {notReady && (
          <>
            <Tag tone="late">{t('health.notReady')}</Tag> {missing}
          </>
        )}
      </p>
      {stuck.data?.temporalUi && (
        <p>
          <a href={stuck.data.temporalUi} target="_blank" rel="noopener noreferrer">
            {t('health.temporal')}
          </a>
        </p>
      )}
      {me.alliance.demo && (
        <p>
          <Link to="/mailbox">{t('mailbox.title')}</Link>
        </p>
      )}
      <h2 className="h4">{t('stuck.title')}</h2>
      {stuck.error && <ProblemNotice error={stuck.error} onAgain={() => void stuck.refetch()} />}
      {!stuck.data && !stuck.error && <Loading />}
      {stuck.data?.items.length === 0 && <p>{t('stuck.none')}</p>}
      {stuck.data && stuck.data.items.length > 0 && (
        <StuckTable items={stuck.data.items} temporalUi={stuck.data.temporalUi} />
      )}
    </>
  );
}

function StuckTable({
  items,
  temporalUi,
}: {
  readonly items: readonly Stuck[];
  readonly temporalUi: string | null;
}) {
  const { t } = useTranslation('administration');
  return (
    <div className="console-table" tabIndex={0} role="region" aria-label={t('stuck.title')}>
      <table className="table">
        <caption>{t('stuck.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('stuck.kind')}</th>
            <th scope="col">{t('stuck.what')}</th>
            <th scope="col">{t('stuck.since')}</th>
            <th scope="col">{t('stuck.process')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={`${one.kind} ${one.id}`}>
              <th scope="row">{t(`stuck.${one.kind}`)}</th>
              <td>
                <code>{one.what}</code>
                {one.errorCode && ` (${one.errorCode})`}
              </td>
              <td>
                {moment(one.since)} ({fromNow(one.since)})
              </td>
              <td>
                {one.workflowId && temporalUi ? (
                  <a
                    href={`${temporalUi}/workflows/${encodeURIComponent(one.workflowId)}`}
                    target="_blank"
                    rel="noopener noreferrer"
                  >
                    {t('stuck.open', { process: one.workflowId })}
                  </a>
                ) : (
                  (one.workflowId ?? '–')
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
