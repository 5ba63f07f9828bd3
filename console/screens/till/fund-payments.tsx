import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { useList } from '../../client/use-read.ts';
import { More } from '../../parts/more.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { day, money } from '../../words/format.ts';

type Payment = Answer<'listOrderPayments'>['items'][number];

/** What the Fund paid for its own orders, transfer by transfer: they leave outside the batches. */
export function FundPayments() {
  const { t } = useTranslation('till');
  const payments = useList('listOrderPayments', { query: { order: 'newestFirst' } });
  return (
    <section aria-labelledby="fund-payments" className="mt-4">
      <h2 id="fund-payments" className="h4">
        {t('fundPayments.title')}
      </h2>
      <p>
        {t('fundPayments.words')} <Link to="/orders?show=all">{t('fundPayments.orders')}</Link>
      </p>
      <ReadStates of={payments} />
      {payments.items?.length === 0 && <p>{t('fundPayments.empty')}</p>}
      <ul className="console-rows mt-3">
        {payments.items?.map((payment) => (
          <Row key={payment.id} payment={payment} />
        ))}
      </ul>
      <More list={payments} />
    </section>
  );
}

function Row({ payment: { amountCents, paidAt, bankRef, units } }: { readonly payment: Payment }) {
  const { t } = useTranslation('till');
  return (
    <li>
      <h3 className="h6 mb-1">
        {t('payments.transfer', { amount: money(amountCents) })} – {day(paidAt)}
      </h3>
      <p className="mb-1">{t('fundPayments.bankRef', { bankRef })}</p>
      <ul className="mb-0">
        {units.map((unit) => (
          <li key={`${unit.orderCode}/${unit.number}`}>
            {t('fundPayments.unit', {
              code: unit.orderCode,
              number: unit.number,
              day: day(unit.deliveredOn),
              amount: money(unit.amountCents),
            })}
          </li>
        ))}
      </ul>
    </li>
  );
}
