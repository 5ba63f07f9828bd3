import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { money, romeToday } from '../../words/format.ts';

/** The year's limit for goods in kind: what is left before it, and what one cent beyond would cost. */
export function Fringe({ personId }: { readonly personId: string }) {
  const { t } = useTranslation('person');
  const year = Number(romeToday().slice(0, 4));
  const fringe = useRead('getFringe', { params: { personId }, query: { year } });
  return (
    <section className="mt-5" aria-labelledby="fringe">
      <h2 id="fringe" className="h4">
        {t('fringe.title')} {year}
      </h2>
      <p>{t('fringe.what')}</p>
      {fringe.error && <ProblemNotice error={fringe.error} onAgain={() => void fringe.refetch()} />}
      {!fringe.data && !fringe.error && <Loading />}
      {fringe.data?.items.length === 0 && <p>{t('fringe.empty')}</p>}
      {fringe.data?.items.map((standing) => (
        <Standing key={standing.employerId} standing={standing} />
      ))}
    </section>
  );
}

function Standing({ standing }: { readonly standing: Answer<'getFringe'>['items'][number] }) {
  const { t } = useTranslation('person');
  const { usedCents, limitCents, leftCents, taxableCents, oneCentMore, children } = standing;
  const id = `fringe-${standing.employerId}`;
  return (
    <div className="console-card">
      <h3 id={id} className="h5">
        {t('fringe.with', { employer: standing.employerName })}
      </h3>
      <meter
        className="console-meter"
        aria-labelledby={id}
        min={0}
        max={limitCents}
        value={Math.min(usedCents, limitCents)}
      />
      <p className="mb-1">{t('fringe.used', { used: money(usedCents), limit: money(limitCents) })}</p>
      <p>
        <strong>
          {taxableCents > 0
            ? t('fringe.over', { taxable: money(taxableCents) })
            : t('fringe.left', { left: money(leftCents) })}
        </strong>{' '}
        {children === 0 ? t('fringe.noChildren') : t('fringe.children', { count: children })}
      </p>
      {standing.exceedingAllowed && <p>{t('fringe.allowed')}</p>}
      {taxableCents === 0 && (
        <p>
          {t('fringe.cliff', {
            taxable: money(oneCentMore.taxableCents),
            contributions: money(oneCentMore.contributionsCents),
            irpef: money(oneCentMore.irpefCents),
            cost: money(oneCentMore.costCents),
          })}
        </p>
      )}
      <p className="small mb-0">{t('fringe.simulated')}</p>
    </div>
  );
}
