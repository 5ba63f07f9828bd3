import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { Tag, type Tone } from '../../parts/tag.tsx';
import { day, money } from '../../words/format.ts';
import { OrganisationName } from '../../parts/organisation-name.tsx';

export type Award = Answer<'getAward'>;
export type UnitState = Award['orders'][number]['deliveredUnits'][number]['state'];

export const unitTones: Readonly<Record<UnitState, Tone>> = {
  recorded: 'soon',
  confirmed: 'good',
  disputed: 'late',
  rejected: 'plain',
};

/** What was ordered of whom, and each unit that came. */
export function AwardOrders({ award }: { readonly award: Award }) {
  const { t } = useTranslation('cases');
  return award.orders.map((order) => (
    <section key={order.id} className="mt-3" aria-labelledby={`order-${order.id}`}>
      <h3 id={`order-${order.id}`} className="h5">
        {t('order.title', { code: order.code })}
      </h3>
      <p className="mb-1">
        {t(`service.${order.service}`)} · <OrganisationName id={order.providerId} />
      </p>
      <p>
        {t('order.units', {
          units: t(`unit.${order.unit}`, { count: order.units }),
          price: money(order.unitPriceCents),
          came: order.deliveredUnits.length,
        })}
        {!order.isOpen && ` · ${t('order.closed')}`}
      </p>
      {order.deliveredUnits.length > 0 && <Units order={order} />}
    </section>
  ));
}

function Units({ order }: { readonly order: Award['orders'][number] }) {
  const { t } = useTranslation('cases');
  return (
    <div className="console-table" tabIndex={0} role="region" aria-label={t('units.caption')}>
      <table className="table">
        <caption>{t('units.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('units.unit')}</th>
            <th scope="col">{t('units.day')}</th>
            <th scope="col">{t('units.amount')}</th>
            <th scope="col">{t('units.state')}</th>
          </tr>
        </thead>
        <tbody>
          {order.deliveredUnits.map(({ id, number, deliveredOn, amountCents, state }) => (
            <tr key={id}>
              <th scope="row">{number}</th>
              <td>{day(deliveredOn)}</td>
              <td>{money(amountCents)}</td>
              <td>
                <Tag tone={unitTones[state]}>{t(`units.${state}`)}</Tag>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
