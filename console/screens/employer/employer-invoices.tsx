import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useList } from '../../client/use-read.ts';
import { Filters } from '../../parts/filters.tsx';
import { More } from '../../parts/more.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { Tag } from '../../parts/tag.tsx';
import { day, money, monthName } from '../../words/format.ts';
import { EmployerFrame } from './employer-frame.tsx';

const shown = ['all', 'unpaid', 'paid'] as const;
const paidIn = { all: {}, unpaid: { paid: 'false' }, paid: { paid: 'true' } } as const;

/** What the employer owes month by month: amounts, and nothing of who bought what. */
export default function EmployerInvoices() {
  const { t } = useTranslation('employer');
  const [search, setSearch] = useSearchParams();
  const chosen = shown.find((known) => known === search.get('show')) ?? 'all';
  const invoices = useList('listEmployerInvoices', { query: paidIn[chosen] });
  const items = invoices.items;
  return (
    <EmployerFrame title={t('invoices.title')}>
      <p>{t('invoices.words')}</p>
      <Filters
        name={t('invoices.filter')}
        options={shown.map((value) => ({ value, label: t(`invoices.show.${value}`) }))}
        chosen={chosen}
        onChoose={(value) => setSearch(value === 'all' ? {} : { show: value })}
      />
      <ReadStates of={invoices} />
      {items?.length === 0 && <p className="mt-3">{t('invoices.empty')}</p>}
      {items && items.length > 0 && (
        <div className="console-table mt-3" role="region" aria-label={t('invoices.caption')} tabIndex={0}>
          <table className="table">
            <caption>{t('invoices.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('invoice.month')}</th>
                {(['share', 'prefund', 'total'] as const).map((name) => (
                  <th key={name} scope="col" className="text-end">
                    {t(`invoice.${name}`)}
                  </th>
                ))}
                <th scope="col">{t('invoice.state')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map(({ id, month, shareCents, prefundCents, totalCents, paidAt }) => (
                <tr key={id}>
                  <th scope="row">{monthName(month)}</th>
                  <td className="text-end">{money(shareCents)}</td>
                  <td className="text-end">{money(prefundCents)}</td>
                  <td className="text-end">{money(totalCents)}</td>
                  <td>
                    <Tag tone={paidAt ? 'good' : 'soon'}>
                      {paidAt ? t('invoice.paidOn', { day: day(paidAt) }) : t('invoice.toPay')}
                    </Tag>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <More list={invoices} />
    </EmployerFrame>
  );
}
