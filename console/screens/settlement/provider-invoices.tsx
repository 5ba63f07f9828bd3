import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useList } from '../../client/use-read.ts';
import { Filters } from '../../parts/filters.tsx';
import { More } from '../../parts/more.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { InvoiceRow } from './invoice-row.tsx';
import { MissingRecipient } from './missing-party.tsx';
import { SettlementFrame } from './settlement-frame.tsx';

const shown = ['missing', 'matched', 'all'] as const;
const missingIn = { missing: { missing: 'true' }, matched: { missing: 'false' }, all: {} } as const;

/** The invoices asked of providers; opens on those that did not come. */
export default function ProviderInvoices() {
  const { t } = useTranslation('fund');
  const [search, setSearch] = useSearchParams();
  const chosen = shown.find((known) => known === search.get('show')) ?? 'missing';
  const invoices = useList('listProviderInvoices', { query: missingIn[chosen] });
  return (
    <SettlementFrame title={t('invoices.title')}>
      <MissingRecipient />
      <p>{t('invoices.words')}</p>
      <Filters
        name={t('invoices.filter')}
        options={shown.map((value) => ({ value, label: t(`invoices.show.${value}`) }))}
        chosen={chosen}
        onChoose={(value) => setSearch(value === 'missing' ? {} : { show: value })}
      />
      <ReadStates of={invoices} />
      {invoices.items?.length === 0 && <p className="mt-3">{t(`invoices.empty.${chosen}`)}</p>}
      <ul className="console-rows mt-3">
        {invoices.items?.map((invoice) => (
          <InvoiceRow key={invoice.id} invoice={invoice} />
        ))}
      </ul>
      <More list={invoices} />
    </SettlementFrame>
  );
}
