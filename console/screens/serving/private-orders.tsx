import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { useList } from '../../client/use-read.ts';
import { useWrite } from '../../client/use-write.ts';
import { AskedWrite } from '../../parts/asked-write.tsx';
import { Filters } from '../../parts/filters.tsx';
import { Heading } from '../../parts/heading.tsx';
import { More } from '../../parts/more.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { Tag } from '../../parts/tag.tsx';
import { day, money } from '../../words/format.ts';

type PrivateOrder = Answer<'listPrivateOrders'>['items'][number];

const shown = ['ordered', 'all'] as const;
/** What waits longest comes first of what is to be paid; of everything, what came last. */
const asked = { ordered: { state: 'ordered' }, all: { order: 'newestFirst' } } as const;
const tones = { ordered: 'soon', paid: 'good', cancelled: 'plain' } as const;

/** What people pay the provider for with their own money; opens on what is not said to be paid. */
export default function PrivateOrders() {
  const { t } = useTranslation('serving');
  const [search, setSearch] = useSearchParams();
  const show = shown.find((known) => known === search.get('show')) ?? 'ordered';
  const orders = useList('listPrivateOrders', { query: asked[show] });
  const [done, setDone] = useState('');
  const status = useRef<HTMLParagraphElement>(null);
  return (
    <>
      <Heading>{t('privateOrders.title')}</Heading>
      <p>{t('privateOrders.words')}</p>
      <Filters
        name={t('privateOrders.filters')}
        options={shown.map((value) => ({ value, label: t(`privateOrders.show.${value}`) }))}
        chosen={show}
        onChoose={(value) => setSearch(value === 'ordered' ? {} : { show: value })}
      />
      <p ref={status} role="status" tabIndex={-1} className="mt-3">
        {done}
      </p>
      <ReadStates of={orders} />
      {orders.items?.length === 0 && (
        <div className="console-empty">
          <p>{t(`privateOrders.empty.${show}`)}</p>
          <Link className="btn btn-primary" to="/offer">
            {t('bookings.empty.next')}
          </Link>
        </div>
      )}
      <ul className="console-rows">
        {orders.items?.map((order) => (
          <OrderRow
            key={order.id}
            order={order}
            onDone={(words) => {
              setDone(words);
              // The button that had the focus is gone.
              status.current?.focus();
            }}
          />
        ))}
      </ul>
      <More list={orders} />
    </>
  );
}

function OrderRow({
  order,
  onDone,
}: {
  readonly order: PrivateOrder;
  readonly onDone: (words: string) => void;
}) {
  const { t } = useTranslation('serving');
  const { id, code, state, service, units, unitPriceCents, serviceFrom, closedAt } = order;
  const amount = money(units * unitPriceCents);
  const pay = useWrite('confirmPrivatePayment', ({ contributionCents }) =>
    onDone(t('privateOrder.paid.done', { amount, code, share: money(contributionCents) })),
  );
  return (
    <li>
      <h2 className="h5 mb-1">
        {service.name} – <span className="text-nowrap">{code}</span>
      </h2>
      <p className="mb-2">
        <Tag tone={tones[state]}>
          {t(`privateOrder.state.${state}`, { day: closedAt === null ? '' : day(closedAt) })}
        </Tag>{' '}
        {t('privateOrder.line', {
          count: units,
          price: money(unitPriceCents),
          day: day(serviceFrom),
          amount,
        })}
      </p>
      {state === 'ordered' && (
        <AskedWrite
          write={pay}
          isTight
          label={t('privateOrder.paid')}
          about={code}
          sure={t('privateOrder.paid.sure', { amount, code })}
          yes={t('privateOrder.paid.yes')}
          onDo={() => pay.mutate({ params: { orderId: id } })}
        />
      )}
    </li>
  );
}
