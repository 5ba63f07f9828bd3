import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useList, useRead } from '../../client/use-read.ts';
import { Heading } from '../../parts/heading.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { money, romeToday } from '../../words/format.ts';
import type { Service } from './catalogue.tsx';
import { OrderDone } from './order-done.tsx';
import { OrderForm, type OrderDraft } from './order-form.tsx';
import { OrderRefused } from './order-refused.tsx';
import { Missing } from './service.tsx';
import { usePlacing } from './use-placing.ts';
import { Waiting } from './waiting.tsx';

/** An order: for whom, how many, from when; then what was issued, or why not and what can be ordered instead. */
export default function OrderScreen() {
  const { t } = useTranslation('person');
  const { serviceId = '' } = useParams();
  const found = useRead('searchDirectory', { query: { serviceId } });
  if (!found.data)
    return <Waiting title={t('catalogue.title')} error={found.error} onAgain={found.refetch} />;
  const service = found.data.items.find(({ id }) => id === serviceId);
  return service?.orderable ? <Order service={service} /> : <Missing />;
}

function Order({ service }: { readonly service: Service }) {
  const { t } = useTranslation('person');
  const wallets = useList('listWallets', {});
  const [draft, keep, discard] = useDraft<OrderDraft>(`order/${service.id}`, {
    whom: '',
    pay: '',
    units: '1',
    from: romeToday(),
  });
  const placing = usePlacing(service, discard);
  // What was answered is of what was asked, and goes when anything else stands in the form.
  const [isOld, setIsOld] = useState(false);
  if (placing.placed) return <OrderDone placed={placing.placed} />;
  const title = t('order.title', { name: service.name });
  if (!wallets.items) return <Waiting title={title} error={wallets.error} onAgain={wallets.refetch} />;
  const price = t('price', { price: money(service.unitPriceCents), per: t(`unit.${service.unit}`) });
  const refused = placing.error && !placing.isPending && !isOld ? placing.error : null;
  return (
    <>
      <p>
        <Link to={`/catalogue/${service.id}`}>{service.name}</Link>
      </p>
      <Heading>{title}</Heading>
      <p>
        {service.provider.name} · <strong>{price}</strong>
      </p>
      {refused && <OrderRefused error={refused} onSplit={(split) => placing.placeSplit(split)} />}
      <OrderForm
        service={service}
        draft={draft}
        onChange={(next) => {
          if (placing.isPending) return;
          keep(next);
          setIsOld(true);
        }}
        wallets={wallets.items.filter(({ stop }) => stop === null)}
        placing={placing}
        onInvalid={setIsOld}
      />
    </>
  );
}
