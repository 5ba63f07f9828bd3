import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useList } from '../../client/use-read.ts';
import { Filters } from '../../parts/filters.tsx';
import { Loading } from '../../parts/loading.tsx';
import { More } from '../../parts/more.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { InvoiceRow } from './invoice-row.tsx';

const shownKinds = ['all', 'missing', 'matched'] as const;
const missingIn = { all: {}, missing: { missing: 'true' }, matched: { missing: 'false' } } as const;

/** What is to be invoiced, and whether the invoice came. */
export function Invoices() {
  const { t } = useTranslation('till');
  const [search, setSearch] = useSearchParams();
  const shown = shownKinds.find((known) => known === search.get('invoices')) ?? 'all';
  const invoices = useList('listProviderInvoices', { query: missingIn[shown] });
  return (
    <section aria-labelledby="invoices" className="mt-5">
      <h2 id="invoices" className="h4">
        {t('invoices.title')}
      </h2>
      <p>{t('invoices.words')}</p>
      <Filters
        name={t('invoices.filters')}
        options={shownKinds.map((value) => ({ value, label: t(`invoices.show.${value}`) }))}
        chosen={shown}
        onChoose={(value) => setSearch(value === 'all' ? {} : { invoices: value })}
      />
      {invoices.error && <ProblemNotice error={invoices.error} onAgain={() => void invoices.refetch()} />}
      {!invoices.items && !invoices.error && <Loading />}
      {invoices.items?.length === 0 && <p className="mt-3">{t(`invoices.empty.${shown}`)}</p>}
      <ul className="console-rows mt-3">
        {invoices.items?.map((invoice) => (
          <InvoiceRow key={invoice.id} invoice={invoice} />
        ))}
      </ul>
      <More list={invoices} />
    </section>
  );
}
