import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Heading } from '../../parts/heading.tsx';
import { SectionTabs } from '../../parts/section-tabs.tsx';

/** What stands on every screen about paying providers. */
export function SettlementFrame({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('fund');
  return (
    <>
      <Heading>{title}</Heading>
      <SectionTabs
        name={t('settlement.tabs')}
        tabs={[
          { path: '/settlement', label: t('settlement.tab.batches') },
          { path: '/settlement/bank', label: t('settlement.tab.bank') },
          { path: '/settlement/invoices', label: t('settlement.tab.invoices') },
          { path: '/settlement/parties', label: t('settlement.tab.parties') },
          { path: '/settlement/employers', label: t('settlement.tab.employers') },
        ]}
      />
      {children}
    </>
  );
}
