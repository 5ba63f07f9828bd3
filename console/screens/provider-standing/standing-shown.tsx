import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { Tag, type Tone } from '../../parts/tag.tsx';
import { useSession } from '../../session/session-context.ts';
import { day, moment } from '../../words/format.ts';
import { MayComplain } from './may-complain.tsx';
import { PaperRow } from './paper-row.tsx';
import { Regularising } from './regularising.tsx';
import { Revocation } from './revocation.tsx';

export type Standing = Answer<'getProviderStanding'>;

const tones: Readonly<Record<Standing['state'], Tone>> = {
  admitted: 'good',
  regularising: 'soon',
  suspended: 'late',
  revoked: 'late',
};

/** Where a provider stands: why it takes no orders, what ends it, each paper with the days left. */
export function StandingShown({ organisationId }: { readonly organisationId: string }) {
  const standing = useRead('getProviderStanding', { params: { organisationId } });
  if (!standing.data)
    return standing.error ? (
      <ProblemNotice error={standing.error} onAgain={() => void standing.refetch()} />
    ) : (
      <Loading />
    );
  return <Shown standing={standing.data} />;
}

function Shown({ standing }: { readonly standing: Standing }) {
  const { t } = useTranslation('provider');
  const { me } = useSession();
  const isOffice = !me.roles.includes('provider');
  const { state, takesNewOrders, admittedOn, endedOn, redeemableUntil, grounds, next, documents } = standing;
  return (
    <>
      <p>
        <Tag tone={tones[state]}>{t(`standing.${state}`)}</Tag>{' '}
        {t(takesNewOrders ? 'standing.orders' : 'standing.noOrders')}{' '}
        {t('standing.since', { day: day(admittedOn) })}
        {endedOn && ` ${t('standing.ended', { day: day(endedOn) })}`}
      </p>
      {redeemableUntil && <p>{t('standing.redeemable', { day: day(redeemableUntil) })}</p>}
      {grounds.length > 0 && (
        <section className="console-missing" aria-labelledby="grounds">
          <h2 id="grounds" className="h5">
            {t('standing.grounds')}
          </h2>
          <ul className="mb-0">
            {grounds.map(({ ground, reason, remedy, since }) => (
              <li key={ground}>
                <strong className="d-inline-block console-sentence">{reason}</strong>{' '}
                {t('standing.ground.since', { when: moment(since) })} {t('standing.remedy', { remedy })}
              </li>
            ))}
          </ul>
          <MayComplain about="suspension" />
        </section>
      )}
      {next.length > 0 && (
        <section aria-labelledby="next">
          <h2 id="next" className="h4">
            {t('standing.next')}
          </h2>
          <ul>
            {next.map((what) => (
              <li key={what} className="console-sentence">
                {what}
              </li>
            ))}
          </ul>
        </section>
      )}
      <h2 className="h4">{t('standing.papers')}</h2>
      {documents.length === 0 && <p>{t('standing.noPapers')}</p>}
      <ul className="console-rows">
        {documents.map((paper) => (
          <PaperRow key={paper.category} paper={paper} standing={standing} isOffice={isOffice} />
        ))}
      </ul>
      <Regularising standing={standing} />
      <Revocation standing={standing} isOffice={isOffice} />
    </>
  );
}
