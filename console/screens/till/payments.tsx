import { useTranslation } from 'react-i18next';
import { fileAddress, type Answer } from '../../client/call.ts';
import { useList } from '../../client/use-read.ts';
import { Loading } from '../../parts/loading.tsx';
import { More } from '../../parts/more.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { Tag, type Tone } from '../../parts/tag.tsx';
import { day, money } from '../../words/format.ts';

type Payment = Answer<'listSettlementItems'>['items'][number];

const tones: Readonly<Partial<Record<Payment['state'], Tone>>> = {
  confirmed: 'good',
  rejected: 'late',
  returned: 'late',
};

/** Each payment with its statement, to read or to count on with. */
export function Payments() {
  const { t } = useTranslation('till');
  const payments = useList('listSettlementItems', { query: { order: 'newestFirst' } });
  return (
    <section aria-labelledby="payments" className="mt-4">
      <h2 id="payments" className="h4">
        {t('payments.title')}
      </h2>
      {payments.error && <ProblemNotice error={payments.error} onAgain={() => void payments.refetch()} />}
      {!payments.items && !payments.error && <Loading />}
      {payments.items?.length === 0 && <p>{t('payments.empty')}</p>}
      <ul className="console-rows mt-3">
        {payments.items?.map((payment) => (
          <Row key={payment.id} payment={payment} />
        ))}
      </ul>
      <More list={payments} />
    </section>
  );
}

function Row({ payment }: { readonly payment: Payment }) {
  const { t } = useTranslation('till');
  const { id, state, endToEndId, answeredAt } = payment;
  const file = (format: 'pdf' | 'csv') => (
    <a
      className="btn btn-outline-primary btn-sm"
      href={fileAddress('readStatement', { params: { itemId: id }, query: { format } })}
      aria-label={t('payments.file', { format: format.toUpperCase(), reference: endToEndId })}
      download
    >
      {format.toUpperCase()}
    </a>
  );
  return (
    <li>
      <h3 className="h6 mb-1">
        {t('payments.transfer', { amount: money(payment.amountCents) })} – {endToEndId}
      </h3>
      <p className="mb-2">
        <Tag tone={tones[state] ?? 'plain'}>{t(`payments.state.${state}`)}</Tag>{' '}
        {answeredAt && day(answeredAt)} {payment.payee === 'inps' && t('payments.inps')}
        {payment.ibanEnding && t('payments.account', { ending: payment.ibanEnding })}
      </p>
      {(state === 'rejected' || state === 'returned') && <NotArrived payment={payment} />}
      <p className="mb-2">
        {t('payments.sums', { gross: money(payment.grossCents), netted: money(payment.nettedCents) })}
      </p>
      <div className="console-actions my-0">
        {file('pdf')} {file('csv')}
      </div>
    </li>
  );
}

const reasonsKnown = ['AC01', 'AC04', 'AC06', 'AM04', 'MS03'] as const;

/** Why, as far as the bank said it; and of the last attempt, what the provider does so that the next one arrives. */
function NotArrived({ payment: { bankReason, amountCents, triedAgainAs } }: { readonly payment: Payment }) {
  const { t } = useTranslation('till');
  const known = reasonsKnown.find((code) => code === bankReason);
  return (
    <div className="console-missing">
      <p className="mb-0">
        {triedAgainAs
          ? t('payments.triedAgain', { amount: money(amountCents), reference: triedAgainAs })
          : t('payments.notArrived', { amount: money(amountCents) })}{' '}
        {bankReason &&
          t('payments.bankReason', { reason: known ? t(`bankReason.${known}`) : '', code: bankReason })}{' '}
        {!triedAgainAs && t('payments.checkIban')}
      </p>
    </div>
  );
}
