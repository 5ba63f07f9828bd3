import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useList, useRead } from '../../client/use-read.ts';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useSession } from '../../session/session-context.ts';
import { money } from '../../words/format.ts';
import type { Service } from './catalogue.tsx';
import { OrderDone } from './order-done.tsx';
import { OrderForm } from './order-form.tsx';
import { OrderRefused } from './order-refused.tsx';
import { Missing } from './service.tsx';
import { usePlacing } from './use-placing.ts';

/** An order: for whom, how many, from when; then what was issued, or why not and what can be ordered instead. */
export default function OrderScreen() {
  const { serviceId = '' } = useParams();
  const found = useRead('searchDirectory', { query: { serviceId } });
  if (!found.data) {
    if (found.error) return <ProblemNotice error={found.error} onAgain={() => void found.refetch()} />;
    return <Loading />;
  }
  const service = found.data.items.find(({ id }) => id === serviceId);
  return service?.orderable ? <Order service={service} /> : <Missing />;
}

function Order({ service }: { readonly service: Service }) {
  const { t } = useTranslation('person');
  const { me } = useSession();
  const wallets = useList('listWallets', {});
  const placing = usePlacing(service.id, me.personId ?? '');
  const [invalid, setInvalid] = useState(false);
  if (placing.placed) return <OrderDone placed={placing.placed} />;
  if (!wallets.items) {
    if (wallets.error) return <ProblemNotice error={wallets.error} onAgain={() => void wallets.refetch()} />;
    return <Loading />;
  }
  const price = t('price', { price: money(service.unitPriceCents), per: t(`unit.${service.unit}`) });
  const refused = placing.error && !placing.isPending && !invalid ? placing.error : null;
  return (
    <>
      <p>
        <Link to={`/catalogue/${service.id}`}>{service.name}</Link>
      </p>
      <Heading>{t('order.title', { name: service.name })}</Heading>
      <p>
        {service.provider.name} · <strong>{price}</strong>
      </p>
      {refused && <OrderRefused error={refused} onSplit={placing.placeSplit} />}
      <OrderForm
        service={service}
        wallets={wallets.items.filter(({ stop }) => stop === null)}
        placing={placing}
        onInvalid={setInvalid}
      />
    </>
  );
}
