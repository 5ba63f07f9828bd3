import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { closeTogether } from '../../parts/close-together.ts';
import { deliveredCount } from '../../parts/delivered-count.ts';
import { DeliveredUnits } from '../../parts/delivered-units.tsx';
import { money } from '../../words/format.ts';
import { OrganisationName } from '../../parts/organisation-name.tsx';
import { useOrderedService } from '../../parts/use-ordered-service.ts';

export type Award = Answer<'getAward'>;
/** Before anybody says of units that they came: where more came than fit into their days. */
export function TooClose({ award }: { readonly award: Award }) {
  const { t } = useTranslation('cases');
  return award.orders.map(({ id, code, unit, deliveredUnits }) => {
    const close = closeTogether(unit, deliveredUnits).length;
    return (
      close > 0 && (
        <p key={id}>
          <strong>{t('units.close.words', { code, units: t(`unit.${unit}`, { count: close }) })}</strong>
        </p>
      )
    );
  });
}

/** What was ordered of whom, and each unit that came. */
export function AwardOrders({ award }: { readonly award: Award }) {
  const { t } = useTranslation('cases');
  const serviceOf = useOrderedService();
  return award.orders.map((order) => (
    <section key={order.id} className="mt-3" aria-labelledby={`order-${order.id}`}>
      <h3 id={`order-${order.id}`} className="h5">
        {t('order.title', { code: order.code })}
      </h3>
      <p className="mb-1">
        {serviceOf(order)} · <OrganisationName id={order.providerId} />
      </p>
      <p>
        {t('order.units', {
          units: t(`unit.${order.unit}`, { count: order.units }),
          price: money(order.unitPriceCents),
          came: deliveredCount(order.deliveredUnits),
        })}
        {!order.isOpen && ` · ${t('order.closed')}`}
      </p>
      {order.deliveredUnits.length > 0 && <DeliveredUnits order={order} />}
    </section>
  ));
}
