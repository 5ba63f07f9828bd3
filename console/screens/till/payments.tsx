import { useTranslation } from 'react-i18next';
import { fileAddress, type Answer } from '../../client/call.ts';
import { useList } from '../../client/use-read.ts';
import { Loading } from '../../parts/loading.tsx';
import { More } from '../../parts/more.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { Tag, type Tone } from '../../parts/tag.tsx';
import { day, money } from '../../words/format.ts';

type Payment = Answer<'listSettlementItems'>['items'][number];

const tones: Readonly<Partial<Record<Payment['state'], Tone>>> = { confirmed: 'good', rejected: 'late' };

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
      {payments.items && payments.items.length > 0 && (
        <div className="console-table" role="group" aria-labelledby="payments" tabIndex={0}>
          <table className="table text-nowrap">
            <caption className="visually-hidden">{t('payments.title')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('payments.reference')}</th>
                <th scope="col">{t('payments.state')}</th>
                <th scope="col" className="text-end">
                  {t('payments.gross')}
                </th>
                <th scope="col" className="text-end">
                  {t('payments.netted')}
                </th>
                <th scope="col" className="text-end">
                  {t('payments.amount')}
                </th>
                <th scope="col">{t('payments.statement')}</th>
              </tr>
            </thead>
            <tbody>
              {payments.items.map((payment) => (
                <Row key={payment.id} payment={payment} />
              ))}
            </tbody>
          </table>
        </div>
      )}
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
    <tr>
      <th scope="row">{endToEndId}</th>
      <td>
        <Tag tone={tones[state] ?? 'plain'}>{t(`payments.state.${state}`)}</Tag>
        {answeredAt && <div>{day(answeredAt)}</div>}
        {payment.payee === 'inps' && <div>{t('payments.inps')}</div>}
      </td>
      <td className="text-end">{money(payment.grossCents)}</td>
      <td className="text-end">{money(payment.nettedCents)}</td>
      <td className="text-end">{money(payment.amountCents)}</td>
      <td>
        {file('pdf')} {file('csv')}
      </td>
    </tr>
  );
}
