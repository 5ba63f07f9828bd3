import { useTranslation } from 'react-i18next';
import { useRead } from '../../client/use-read.ts';
import { ReadStates } from '../../parts/read-states.tsx';
import { money, monthName } from '../../words/format.ts';

/** Sums only, and only once enough people stand behind each. */
export function PlanTotals({ planId }: { readonly planId: string }) {
  const { t } = useTranslation('employer');
  const totals = useRead('getWelfarePlanTotals', { params: { planId } });
  const told = totals.data?.told;
  return (
    <section aria-labelledby="totals" className="mt-5">
      <h2 id="totals" tabIndex={-1} className="h4">
        {t('totals')}
      </h2>
      <ReadStates of={totals} />
      {totals.data && (
        <dl className="console-facts">
          <dt>{t('totals.credited')}</dt>
          <dd>{money(totals.data.creditedCents)}</dd>
        </dl>
      )}
      {told && (
        <>
          <h3 className="h5">{t('totals.until', { month: monthName(told.month) })}</h3>
          <dl className="console-facts">
            <dt>{t('totals.credited')}</dt>
            <dd>{money(told.creditedCents)}</dd>
            <dt>{t('totals.issued')}</dt>
            <dd>{money(told.issuedCents)}</dd>
            <dt>{t('totals.ended')}</dt>
            <dd>{money(told.endedCents)}</dd>
            <dt>{t('totals.left')}</dt>
            <dd>{money(told.leftCents)}</dd>
          </dl>
        </>
      )}
      {told === null && <p>{t('totals.none')}</p>}
      <p>{t('totals.why')}</p>
    </section>
  );
}
