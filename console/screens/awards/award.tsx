import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { Heading } from '../../parts/heading.tsx';
import { OrganisationName } from '../../parts/organisation-name.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { useOrderedService } from '../../parts/use-ordered-service.ts';
import { closeTogether } from '../../parts/close-together.ts';
import { useSession } from '../../session/session-context.ts';
import { Tag } from '../../parts/tag.tsx';
import { day, moment, money } from '../../words/format.ts';
import { AwardSteps } from './award-steps.tsx';
import { AwardWaiting } from './award-waiting.tsx';

export type Award = Answer<'getAward'>;

/** One award as the Fund's office sees it: money, orders and units, and no name. */
export default function AwardScreen() {
  const { t } = useTranslation('fund');
  const { me } = useSession();
  const { awardId = '' } = useParams();
  const award = useRead('getAward', { params: { awardId } });
  return (
    <>
      <p className="no-print">
        <Link to="/awards">{t('award.back')}</Link>
      </p>
      <Heading>
        {award.data ? t('award.title', { code: award.data.dossierCode }) : t('award.untitled')}
      </Heading>
      <ReadStates of={award} />
      {award.data && (
        <>
          <Facts award={award.data} />
          <Payments payments={award.data.payments} />
          {me.roles.includes('fundOfficer') && <AwardSteps award={award.data} />}
          <h2 className="h4 mt-5">{t('award.orders')}</h2>
          {award.data.orders.map((order) => (
            <Order key={order.id} order={order} />
          ))}
        </>
      )}
    </>
  );
}

function Facts({ award }: { readonly award: Award }) {
  const { t } = useTranslation('fund');
  return (
    <>
      <p>
        <Tag tone="plain">{t(`awardState.${award.state}`)}</Tag> <AwardWaiting award={award} />
      </p>
      <dl className="console-facts">
        <dt>{t('award.amount')}</dt>
        <dd>{money(award.amountCents)}</dd>
        <dt>{t('award.paid')}</dt>
        <dd>{money(award.paidCents)}</dd>
        <dt>{t('award.released')}</dt>
        <dd>{money(award.releasedCents)}</dd>
        {award.awardedOn && (
          <>
            <dt>{t('award.awardedOn')}</dt>
            <dd>{day(award.awardedOn)}</dd>
          </>
        )}
      </dl>
    </>
  );
}

/** Each transfer, by what the bank calls it. */
function Payments({ payments }: Pick<Award, 'payments'>) {
  const { t } = useTranslation('fund');
  if (payments.length === 0) return null;
  return (
    <section aria-labelledby="payments">
      <h2 id="payments" className="h4 mt-5">
        {t('award.payments')}
      </h2>
      <ul>
        {payments.map(({ providerId, amountCents, paidAt, bankRef }) => (
          <li key={`${providerId} ${paidAt}`}>
            {t('award.payment', { amount: money(amountCents), day: moment(paidAt) })}{' '}
            <OrganisationName id={providerId} />
            {bankRef && <>, {t('award.bankRef', { bankRef })}</>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Order({ order }: { readonly order: Award['orders'][number] }) {
  const { t } = useTranslation(['fund', 'cases']);
  const serviceOf = useOrderedService();
  const caption = t('units.caption', { code: order.code });
  const close = closeTogether(order.unit, order.deliveredUnits);
  return (
    <section aria-labelledby={`order-${order.id}`} className="mb-4">
      <h3 id={`order-${order.id}`} className="h5">
        {t('award.order', { code: order.code })}
      </h3>
      <p>
        <OrganisationName id={order.providerId} />:{' '}
        {t('award.units', {
          service: serviceOf(order),
          units: t(`unit.${order.unit}`, { ns: 'cases', count: order.units }),
          price: money(order.unitPriceCents),
        })}
      </p>
      {order.deliveredUnits.length === 0 && <p>{t('units.none')}</p>}
      {order.deliveredUnits.length > 0 && (
        <div className="console-table" role="region" aria-label={t('table', { name: caption })} tabIndex={0}>
          <table className="table table-sm">
            <caption>{caption}</caption>
            <thead>
              <tr>
                <th scope="col">{t('unit.number')}</th>
                <th scope="col">{t('unit.day')}</th>
                <th scope="col">{t('unit.state')}</th>
                <th scope="col" className="text-end">
                  {t('award.amount')}
                </th>
              </tr>
            </thead>
            <tbody>
              {order.deliveredUnits.map(({ id, number, deliveredOn, state, paid, amountCents }) => (
                <tr key={id}>
                  <th scope="row">{number}</th>
                  <td>
                    {day(deliveredOn)}{' '}
                    {close.includes(id) && <Tag tone="late">{t('units.close', { ns: 'cases' })}</Tag>}
                  </td>
                  <td>{t(paid ? 'unitState.paid' : `unitState.${state}`)}</td>
                  <td className="text-end">{money(amountCents)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
