import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { useList } from '../../client/use-read.ts';
import { useWrite } from '../../client/use-write.ts';
import { More } from '../../parts/more.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { Tag } from '../../parts/tag.tsx';
import { day, money } from '../../words/format.ts';
import { usePeople, usePersonWords } from './people.ts';

const tones = { ordered: 'soon', paid: 'good', cancelled: 'plain' } as const;

/** What was ordered with own money; until it is paid it may be cancelled. */
export function PrivateOrders() {
  const { t } = useTranslation('person');
  const orders = useList('listPrivateOrders', { query: { order: 'newestFirst' } });
  if (orders.error) return <ProblemNotice error={orders.error} onAgain={() => void orders.refetch()} />;
  if (!orders.items || orders.items.length === 0) return null;
  return (
    <section className="mt-5" aria-labelledby="private">
      <h2 id="private" className="h4">
        {t('private.title')}
      </h2>
      <ul className="console-rows">
        {orders.items.map((order) => (
          <OrderRow key={order.id} order={order} />
        ))}
      </ul>
      <More list={orders} />
    </section>
  );
}

function OrderRow({ order }: { readonly order: Answer<'listPrivateOrders'>['items'][number] }) {
  const { t } = useTranslation('person');
  const cancel = useWrite('cancelPrivateOrder');
  const people = usePeople();
  const words = usePersonWords();
  const { code, state, units, unitPriceCents, serviceFrom } = order;
  const whom = people.find(({ id }) => id === order.beneficiaryId);
  return (
    <li>
      <h3 className="h5 mb-1">{order.service.name}</h3>
      <p className="mb-1">
        <Tag tone={tones[state]}>{t(`private.state.${state}`)}</Tag> {order.provider.name}
      </p>
      <p className="mb-1">
        {t('private.line', { count: units, amount: money(units * unitPriceCents), day: day(serviceFrom) })}
      </p>
      {whom && <p className="mb-1">{t('private.for', { whom: whom.name ?? words(whom) })}</p>}
      <p className="mb-2">{t('private.code', { code })}</p>
      {state === 'ordered' && (
        <button
          type="button"
          className="btn btn-outline-primary btn-sm"
          aria-label={t('private.cancel.name', { code })}
          disabled={cancel.isPending}
          onClick={() => cancel.mutate({ params: { orderId: order.id } })}
        >
          {t('private.cancel')}
        </button>
      )}
      {cancel.error && <ProblemNotice error={cancel.error} />}
    </li>
  );
}
