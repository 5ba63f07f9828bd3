import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { Heading } from '../../parts/heading.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { Tag } from '../../parts/tag.tsx';
import { day } from '../../words/format.ts';
import { CreditFile } from './credit-file.tsx';
import { CreditForm } from './credit-form.tsx';
import { ClosePlan, PlanSteps } from './plan-steps.tsx';
import { PlanTotals } from './plan-totals.tsx';

export type Plan = Answer<'getWelfarePlan'>;

/** One plan: its terms, what it has come to, and the giving of credit; never whom and for what. */
export default function PlanScreen() {
  const { t } = useTranslation('employer');
  const { planId = '' } = useParams();
  const plan = useRead('getWelfarePlan', { params: { planId } });
  return (
    <>
      <p className="no-print">
        <Link to="/plans">{t('plan.back')}</Link>
      </p>
      <Heading>{plan.data?.name ?? t('plan.untitled')}</Heading>
      <ReadStates of={plan} />
      {plan.data && (
        <>
          <Terms plan={plan.data} />
          <PlanSteps plan={plan.data} />
          {plan.data.state === 'active' && (
            <section aria-labelledby="credit" className="mt-5">
              <h2 id="credit" tabIndex={-1} className="h4">
                {t('credit')}
              </h2>
              <p>{t('credit.words')}</p>
              <CreditForm planId={planId} />
              <CreditFile planId={planId} />
            </section>
          )}
          <PlanTotals planId={planId} />
          {plan.data.state !== 'closed' && <ClosePlan plan={plan.data} />}
        </>
      )}
    </>
  );
}

function Terms({ plan }: { readonly plan: Plan }) {
  const { t } = useTranslation('employer');
  return (
    <dl className="console-facts">
      <dt>{t('plan.state')}</dt>
      <dd>
        <Tag tone={plan.state === 'active' ? 'good' : 'plain'}>{t(`planState.${plan.state}`)}</Tag>
      </dd>
      <dt>{t('plan.validity')}</dt>
      <dd>{t('plan.days', { from: day(plan.validFrom), until: day(plan.validUntil) })}</dd>
      <dt>{t('plan.population')}</dt>
      <dd>
        {t(`population.${plan.population}`)}
        {plan.populationValue !== null && `: ${plan.populationValue}`}
      </dd>
      <dt>{t('plan.source')}</dt>
      <dd>{t(`source.${plan.source}`)}</dd>
      <dt>{t('plan.voucherDays')}</dt>
      <dd>{t('days', { count: plan.voucherDays })}</dd>
      <dt>{t('plan.graceDays')}</dt>
      <dd>{t('days', { count: plan.graceDays })}</dd>
      <dt>{t('plan.familyMode')}</dt>
      <dd>
        {t(`family.${plan.familyMode}`)}
        <small className="d-block">{t(`family.${plan.familyMode}.words`)}</small>
      </dd>
      <dt>{t('plan.carryOver')}</dt>
      <dd>{t(`carryOver.${plan.carryOver}`)}</dd>
    </dl>
  );
}
