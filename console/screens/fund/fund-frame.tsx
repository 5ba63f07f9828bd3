import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Heading } from '../../parts/heading.tsx';
import { SectionTabs } from '../../parts/section-tabs.tsx';
import { useSession } from '../../session/session-context.ts';

/** What stands on every screen of the Fund; whoever sees totals only has one screen. */
export function FundFrame({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const { t } = useTranslation('fund');
  const books = useIsBookkeeper();
  const { me } = useSession();
  const hasList = me.roles.some((role) => ['fundOfficer', 'caseworker', 'auditor'].includes(role));
  return (
    <>
      <Heading>{title}</Heading>
      <SectionTabs
        name={t('tabs')}
        tabs={[
          { path: '/fund', label: t('tab.overview') },
          ...(books
            ? [
                { path: '/fund/movements', label: t('tab.movements') },
                { path: '/fund/contributions', label: t('tab.contributions') },
                { path: '/fund/forecast', label: t('tab.forecast') },
              ]
            : []),
          ...(hasList ? [{ path: '/fund/waiting', label: t('tab.waiting') }] : []),
        ]}
      />
      {children}
    </>
  );
}

/** Whoever keeps or reads the books, and not totals only. */
export function useIsBookkeeper(): boolean {
  const { me } = useSession();
  return me.roles.some((role) => ['fundOfficer', 'administrator', 'auditor'].includes(role));
}
