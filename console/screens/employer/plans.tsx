import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useList, useRead } from '../../client/use-read.ts';
import { More } from '../../parts/more.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { Tag } from '../../parts/tag.tsx';
import { useSession } from '../../session/session-context.ts';
import { day, money } from '../../words/format.ts';
import { EmployerFrame } from './employer-frame.tsx';
import { WhereToPay } from './where-to-pay.tsx';

/** What was paid in and waits to be given, and the plans by which it is. */
export default function Plans() {
  const { t } = useTranslation('employer');
  const { me } = useSession();
  const plans = useList('listWelfarePlans', {});
  return (
    <EmployerFrame title={t('title')}>
      {me.organisationId && <Prefund organisationId={me.organisationId} />}
      <section aria-labelledby="plans" className="mt-4">
        <h2 id="plans" className="h4">
          {t('plans')}
        </h2>
        <p>
          <Link className="btn btn-primary" to="/plans/new">
            {t('plans.new')}
          </Link>
        </p>
        <ReadStates of={plans} />
        {plans.items?.length === 0 && <p>{t('plans.empty')}</p>}
        <ul className="console-rows">
          {plans.items?.map(({ id, name, state, validFrom, validUntil }) => (
            <li key={id}>
              <h3 className="h6 mb-1">
                <Link to={`/plans/${id}`}>{name}</Link>
              </h3>
              <p className="mb-0">
                <Tag tone={state === 'active' ? 'good' : 'plain'}>{t(`planState.${state}`)}</Tag>{' '}
                {t('plan.days', { from: day(validFrom), until: day(validUntil) })}
              </p>
            </li>
          ))}
        </ul>
        <More list={plans} />
      </section>
    </EmployerFrame>
  );
}

function Prefund({ organisationId }: { readonly organisationId: string }) {
  const { t } = useTranslation('employer');
  const prefund = useRead('getPrefund', { params: { organisationId } });
  if (!prefund.data) return <ReadStates of={prefund} />;
  return (
    <dl className="console-tiles">
      <div className="console-card">
        <dt>{t('prefund')}</dt>
        <dd className="console-figure">{money(prefund.data.balanceCents)}</dd>
        <dd>{t('prefund.words')}</dd>
        <dd>
          <WhereToPay organisationId={organisationId} />
        </dd>
      </div>
    </dl>
  );
}
