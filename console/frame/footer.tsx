import { useTranslation } from 'react-i18next';

export function Footer() {
  const { t } = useTranslation();
  return (
    <footer className="console-footer" aria-label={t('footer')}>
      <ul className="container">
        <li>
          <a href="/docs/">{t('footer.operations')}</a>
        </li>
      </ul>
    </footer>
  );
}
