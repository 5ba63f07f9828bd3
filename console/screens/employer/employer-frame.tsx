import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Heading } from '../../parts/heading.tsx';
import { SectionTabs } from '../../parts/section-tabs.tsx';

/** What stands on an employer's screens. */
export function EmployerFrame({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const { t } = useTranslation('employer');
  return (
    <>
      <Heading>{title}</Heading>
      <SectionTabs
        name={t('tabs')}
        tabs={[
          { path: '/plans', label: t('tab.plans') },
          { path: '/plans/invoices', label: t('tab.invoices') },
          { path: '/plans/fringe', label: t('tab.fringe') },
          { path: '/plans/payroll', label: t('tab.payroll') },
        ]}
      />
      {children}
    </>
  );
}
