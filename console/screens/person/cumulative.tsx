import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useList } from '../../client/use-read.ts';
import { ProblemError } from '../../client/problem.ts';
import { useWrite } from '../../client/use-write.ts';
import { Heading } from '../../parts/heading.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { CumulativeForm } from './cumulative-form.tsx';
import { OrderWarnings } from './order-done.tsx';
import { OrderRefused } from './order-refused.tsx';

/** One voucher for several goods and services of art. 51 c. 3, wherever the alliance's providers give them. */
export default function Cumulative() {
  const { t } = useTranslation('person');
  const wallets = useList('listWallets', { query: { limit: 200 } });
  const order = useWrite('orderCumulativeVoucher');
  // What is wrong with a field is told at it, and why the rules refuse an order above.
  const isOfFields = order.error instanceof ProblemError && order.error.problem.errors !== undefined;
  const open = wallets.items?.filter(({ stop }) => stop === null);
  if (order.data)
    return (
      <>
        <Heading>{t('done.title')}</Heading>
        <p>
          <Link to={`/vouchers/${order.data.id}`}>{t('card.title', { number: order.data.number })}</Link>
        </p>
        <OrderWarnings of={order.data} />
        <p>{t('cumulative.next')}</p>
      </>
    );
  return (
    <>
      <p className="no-print">
        <Link to="/catalogue">{t('catalogue.title')}</Link>
      </p>
      <Heading>{t('cumulative.title')}</Heading>
      <p>{t('cumulative.words')}</p>
      {order.error && !order.isPending && !isOfFields && <OrderRefused error={order.error} />}
      <ReadStates of={wallets} />
      {open?.length === 0 && (
        <div className="console-empty">
          <p>{t('cumulative.noWallet')}</p>
          <Link className="btn btn-primary" to="/wallet">
            {t('cumulative.noWallet.next')}
          </Link>
        </div>
      )}
      {open && open.length > 0 && (
        <CumulativeForm
          wallets={open}
          problem={isOfFields ? order.error : null}
          isPending={order.isPending}
          onOrder={(wanted, onPlaced) => order.mutate(wanted, { onSuccess: onPlaced })}
        />
      )}
    </>
  );
}
