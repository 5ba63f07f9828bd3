import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

export const tabs = ['summary', 'documents', 'forms', 'decision', 'payments', 'timeline', 'notes'] as const;

export function CaseTabs({ chosen }: { readonly chosen: (typeof tabs)[number] }) {
  const { t } = useTranslation('cases');
  return (
    <nav className="console-tabs no-print" aria-label={t('tabs')}>
      <ul>
        {tabs.map((tab) => (
          <li key={tab}>
            <Link to={`?tab=${tab}`} aria-current={tab === chosen ? 'page' : undefined}>
              {t(`tab.${tab}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
