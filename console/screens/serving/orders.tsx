import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { useList } from '../../client/use-read.ts';
import { deliveredCount } from '../../parts/delivered-count.ts';
import { DeliveredUnits } from '../../parts/delivered-units.tsx';
import { Filters } from '../../parts/filters.tsx';
import { Heading } from '../../parts/heading.tsx';
import { More } from '../../parts/more.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { Tag } from '../../parts/tag.tsx';
import { useOrderedService } from '../../parts/use-ordered-service.ts';
import { usePlaces } from '../../parts/use-places.ts';
import { money } from '../../words/format.ts';
import { PlaceOrder } from './place-order.tsx';
import { RecordUnits } from './record-units.tsx';

export type Order = Answer<'listOrders'>['items'][number];

const shown = ['open', 'all'] as const;

/** What the Fund ordered here, for whom, and what of it was delivered; opens on what can still be delivered. */
export default function Orders() {
  const { t } = useTranslation('serving');
  const [search, setSearch] = useSearchParams();
  const show = shown.find((known) => known === search.get('show')) ?? 'open';
  const orders = useList('listOrders', { query: { limit: 100 } });
  const [done, setDone] = useState('');
  const status = useRef<HTMLParagraphElement>(null);
  const items = orders.items?.filter(({ isOpen }) => show === 'all' || isOpen);
  return (
    <>
      <Heading>{t('orders.title')}</Heading>
      <p>{t('orders.words')}</p>
      <Filters
        name={t('orders.filters')}
        options={shown.map((value) => ({ value, label: t(`orders.show.${value}`) }))}
        chosen={show}
        onChoose={(value) => setSearch(value === 'open' ? {} : { show: value })}
      />
      <p ref={status} role="status" tabIndex={-1} className="mt-3">
        {done}
      </p>
      <ReadStates of={orders} />
      {items?.length === 0 && !orders.hasNextPage && (
        <div className="console-empty">
          <p>{t(`orders.empty.${show}`)}</p>
          <Link className="btn btn-primary" to="/offer">
            {t('bookings.empty.next')}
          </Link>
        </div>
      )}
      <ul className="console-rows">
        {items?.map((order) => (
          <OrderRow
            key={order.id}
            order={order}
            onDone={(words) => {
              setDone(words);
              // The form that had the focus is gone.
              status.current?.focus();
            }}
          />
        ))}
      </ul>
      <More list={orders} />
    </>
  );
}

function OrderRow({ order, onDone }: { readonly order: Order; readonly onDone: (words: string) => void }) {
  const { t } = useTranslation(['serving', 'cases']);
  const { nameOf } = usePlaces();
  const serviceOf = useOrderedService();
  const { code, unit, units, unitPriceCents, serves, placeId, isOpen, deliveredUnits } = order;
  const left = leftOf(order);
  const paid = deliveredUnits.filter((one) => one.paid);
  return (
    <li>
      <h2 className="h5 mb-1">
        {serves ? `${serves.givenName} ${serves.familyName}` : t('orders.nobody')} – {code}
      </h2>
      <p className="mb-1">
        <Tag tone={isOpen && left > 0 ? 'soon' : 'plain'}>
          {t(isOpen ? 'orders.delivered' : 'orders.closed', { came: units - left, units })}
        </Tag>{' '}
        {t('orders.line', {
          service: serviceOf(order),
          units: t(`unit.${unit}`, { ns: 'cases', count: units }),
          price: money(unitPriceCents),
        })}
      </p>
      {paid.length > 0 && (
        <p className="mb-1">
          {t('orders.paid', {
            count: paid.length,
            amount: money(paid.reduce((sum, { amountCents }) => sum + amountCents, 0)),
          })}
        </p>
      )}
      {placeId && <p className="mb-1">{nameOf(placeId)}</p>}
      {deliveredUnits.length > 0 && (
        <details className="mb-2">
          <summary className="py-1" aria-label={`${t('orders.units')}: ${code}`}>
            {t('orders.units')}
          </summary>
          <DeliveredUnits order={order} />
        </details>
      )}
      {isOpen && left > 0 && <RecordUnits order={order} left={left} onDone={onDone} />}
      {isOpen && left === 0 && <p className="mb-0">{t('orders.whole')}</p>}
      {isOpen && <PlaceOrder order={order} onDone={onDone} />}
    </li>
  );
}

/** What was rejected after a dispute may be delivered again. */
function leftOf({ units, deliveredUnits }: Order): number {
  return units - deliveredCount(deliveredUnits);
}
