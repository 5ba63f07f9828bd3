import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useRead } from '../../client/use-read.ts';
import { Heading } from '../../parts/heading.tsx';
import { OrganisationName } from '../../parts/organisation-name.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { useSession } from '../../session/session-context.ts';
import { moment, money } from '../../words/format.ts';

/** From an entry of the Fund to what was bought, and to what paid it. */
export default function Redemption() {
  const { t } = useTranslation('fund');
  const { me } = useSession();
  const { redemptionId = '' } = useParams();
  const trace = useRead('traceRedemption', { params: { redemptionId } });
  const told = trace.data;
  return (
    <>
      <p className="no-print">
        <Link to="/fund/movements">{t('redemption.back')}</Link>
      </p>
      <Heading>{told ? t('redemption.title', { number: told.number }) : t('redemption.untitled')}</Heading>
      <ReadStates of={trace} />
      {told && (
        <>
          <dl className="console-facts">
            <dt>{t('redemption.provider')}</dt>
            <dd>
              <OrganisationName id={told.providerId} />
            </dd>
            <dt>{t('redemption.amount')}</dt>
            <dd>{money(told.amountCents)}</dd>
            <dt>{t('redemption.toProvider')}</dt>
            <dd>{money(told.providerCents)}</dd>
            <dt>{t('redemption.toFund')}</dt>
            <dd>{money(told.fundCents)}</dd>
            <dt>{t('redemption.refunded')}</dt>
            <dd>{money(told.refundedCents)}</dd>
            <dt>{t('redemption.capturedAt')}</dt>
            <dd>{moment(told.capturedAt)}</dd>
            <dt>{t('redemption.collectedAt')}</dt>
            <dd>{told.collectedAt ? moment(told.collectedAt) : t('redemption.notYet')}</dd>
          </dl>
          <h2 className="h4 mt-4">{t('redemption.payments')}</h2>
          {told.payments.length === 0 && <p>{t('redemption.unpaid')}</p>}
          <ul className="console-rows">
            {told.payments.map((payment) => (
              <li key={payment.id}>
                {t(`itemState.${payment.state}`)}: {money(payment.amountCents)}{' '}
                {me.roles.includes('fundOfficer') ? (
                  <Link to={`/settlement/${payment.batchId}`}>{payment.endToEndId}</Link>
                ) : (
                  payment.endToEndId
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
