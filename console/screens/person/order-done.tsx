import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { Heading } from '../../parts/heading.tsx';
import { money } from '../../words/format.ts';
import type { Placed } from './use-placing.ts';

/** What was issued and what was ordered beside it, what to know of it, and what happens next. */
export function OrderDone({ placed }: { readonly placed: Placed }) {
  const { t } = useTranslation('person');
  return (
    <>
      <Heading>{t('done.title')}</Heading>
      {placed.vouchers && <Issued order={placed.vouchers} />}
      {placed.private && (
        <>
          <p>{t('done.private', { code: placed.private.code, amount: money(placed.private.amountCents) })}</p>
          <p>{t('done.next.private')}</p>
        </>
      )}
      <p className="d-flex flex-wrap gap-3">
        <Link className="btn btn-primary" to="/vouchers">
          {t('done.all')}
        </Link>
        <Link className="btn btn-outline-primary" to="/catalogue">
          {t('done.again')}
        </Link>
      </p>
    </>
  );
}

function Issued({ order }: { readonly order: Answer<'orderVouchers'> }) {
  const { t } = useTranslation('person');
  const { vouchers } = order;
  return (
    <>
      <p>{t('done.code', { code: order.code })}</p>
      <p>{t('done.vouchers', { count: vouchers.length, price: money(order.unitPriceCents) })}</p>
      <ul>
        {vouchers.map(({ id, number }) => (
          <li key={id}>
            <Link to={`/vouchers/${id}`}>{t('card.title', { number })}</Link>
          </li>
        ))}
      </ul>
      <OrderWarnings of={order} />
      <p>{t('done.next')}</p>
    </>
  );
}

/** What is lawful only with care, and how far the year's limit is used after it. */
export function OrderWarnings({
  of: { warnings, fringe },
}: {
  readonly of: Pick<Answer<'orderVouchers'>, 'warnings' | 'fringe'>;
}) {
  const { t } = useTranslation('person');
  if (warnings.length === 0 && !fringe) return null;
  return (
    <>
      <h2 className="h4">{t('done.warnings')}</h2>
      <ul>
        {warnings.map(({ code, message }) => (
          <li key={code}>{message}</li>
        ))}
        {fringe && <li>{fringe.message}</li>}
      </ul>
    </>
  );
}
