import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useList } from '../../client/use-read.ts';
import { Filters } from '../../parts/filters.tsx';
import { More } from '../../parts/more.tsx';
import { useOrganisations } from '../../parts/organisation-field.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { useSession } from '../../session/session-context.ts';
import { EmployerInvoiceRow } from './employer-invoice-row.tsx';
import { DrawUpInvoiceForm, PrefundForm } from './employer-forms.tsx';
import { SettlementFrame } from './settlement-frame.tsx';

const shown = ['unpaid', 'paid'] as const;

/** The money of employers: what they paid in, and what they owe by month. */
export default function Employers() {
  const { t } = useTranslation('fund');
  const { me } = useSession();
  const [search, setSearch] = useSearchParams();
  const chosen = shown.find((known) => known === search.get('show')) ?? 'unpaid';
  const invoices = useList('listEmployerInvoices', { query: { paid: chosen === 'paid' ? 'true' : 'false' } });
  return (
    <SettlementFrame title={t('employers.title')}>
      <p>{t('employers.words')}</p>
      {me.roles.includes('fundOfficer') && (
        <>
          <PrefundForm />
          <DrawUpInvoiceForm />
        </>
      )}
      <EmployerList />
      <h2 className="h4 mt-4">{t('employers.invoices')}</h2>
      <Filters
        name={t('employers.filter')}
        options={shown.map((value) => ({ value, label: t(`employers.show.${value}`) }))}
        chosen={chosen}
        onChoose={(value) => setSearch(value === 'unpaid' ? {} : { show: value })}
      />
      <ReadStates of={invoices} />
      {invoices.items?.length === 0 && <p className="mt-3">{t(`employers.empty.${chosen}`)}</p>}
      <ul className="console-rows mt-3">
        {invoices.items?.map((invoice) => (
          <EmployerInvoiceRow key={invoice.id} invoice={invoice} />
        ))}
      </ul>
      <More list={invoices} />
    </SettlementFrame>
  );
}

/** On to each of them: where its money went, and what it brings from an earlier system. */
function EmployerList() {
  const { t } = useTranslation('fund');
  const employers = useOrganisations('employer');
  return (
    <>
      <h2 className="h4 mt-4">{t('employers.each')}</h2>
      {employers.length === 0 && <p>{t('employers.none')}</p>}
      {employers.length > 0 && (
        <ul>
          {employers.map(({ value, label }) => (
            <li key={value}>
              <Link to={`/settlement/employers/${value}`}>{label}</Link>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
