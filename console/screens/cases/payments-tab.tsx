import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useRead } from '../../client/use-read.ts';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { Tag, type Tone } from '../../parts/tag.tsx';
import { day, money } from '../../words/format.ts';
import { AwardOrders, TooClose, type Award } from './award-orders.tsx';
import { AwardSteps } from './award-steps.tsx';
import type { Assessment } from './case-page.tsx';
import { Waiting } from './state-tag.tsx';
import { UnitsForm, useUnitsTold } from './units-form.tsx';

const tones: Partial<Record<Award['state'], Tone>> = {
  settled: 'good',
  delivering: 'good',
  needsReview: 'late',
};

/** What the Fund gave for the case: how much, what was ordered, what came, what was paid, and what can be done. */
export function PaymentsTab({ assessment }: { readonly assessment: Assessment }) {
  const { t } = useTranslation('cases');
  if (assessment.awardId) return <AwardPart awardId={assessment.awardId} />;
  return (
    <div className="console-empty">
      <p>{t('award.none')}</p>
      <Link className="btn btn-primary" to="?tab=decision">
        {t('award.next')}
      </Link>
    </div>
  );
}

function AwardPart({ awardId }: { readonly awardId: string }) {
  const { t } = useTranslation('cases');
  const { told, onDone } = useUnitsTold();
  const found = useRead('getAward', { params: { awardId } });
  if (found.error) return <ProblemNotice error={found.error} onAgain={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const award = found.data;
  const has = (state: string) =>
    award.orders.some(({ deliveredUnits }) => deliveredUnits.some((unit) => unit.state === state));
  return (
    <>
      <p>
        <Tag tone={tones[award.state] ?? 'plain'}>{t(`award.${award.state}`)}</Tag> <Waiting {...award} />
      </p>
      {told}
      <Amounts award={award} />
      {award.possible.includes('confirmDelivery') && has('recorded') && (
        <section className="console-missing" aria-labelledby="to-confirm">
          <h2 id="to-confirm" className="h5">
            {t('award.toConfirm')}
          </h2>
          <p>{t('award.toConfirm.words')}</p>
          <TooClose award={award} />
          <UnitsForm
            award={award}
            of="recorded"
            steps={['confirmDelivery', 'disputeUnits']}
            onDone={onDone}
          />
        </section>
      )}
      {award.possible.includes('resolveDispute') && has('disputed') && (
        <section className="console-missing" aria-labelledby="to-resolve">
          <h2 id="to-resolve" className="h5">
            {t('award.toResolve')}
          </h2>
          <UnitsForm award={award} of="disputed" steps={['accept', 'reject']} onDone={onDone} />
        </section>
      )}
      <h2 className="h4 mt-4">{t('award.orders')}</h2>
      {award.orders.length === 0 ? <p>{t('award.noOrders')}</p> : <AwardOrders award={award} />}
      <AwardSteps award={award} />
    </>
  );
}

function Amounts({ award }: { readonly award: Award }) {
  const { t } = useTranslation('cases');
  const { amountCents, releasedCents, paidCents, awardedOn } = award;
  const delivered = award.orders
    .flatMap(({ deliveredUnits }) => deliveredUnits)
    .filter(({ state }) => state === 'confirmed')
    .reduce((sum, unit) => sum + unit.amountCents, 0);
  return (
    <dl className="console-facts">
      <dt>{t('award.amount')}</dt>
      <dd>
        {money(amountCents)}
        {awardedOn && ` (${day(awardedOn)})`}
      </dd>
      <dt>{t('award.confirmed')}</dt>
      <dd>{money(delivered)}</dd>
      <dt>{t('award.paid')}</dt>
      <dd>{money(paidCents)}</dd>
      {releasedCents > 0 && (
        <>
          <dt>{t('award.released.amount')}</dt>
          <dd>{money(releasedCents)}</dd>
        </>
      )}
    </dl>
  );
}
