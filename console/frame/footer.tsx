import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { SessionContext } from '../session/session-context.ts';

export function Footer() {
  const { t } = useTranslation();
  const me = useContext(SessionContext)?.me;
  return (
    <footer className="console-footer" aria-label={t('footer')}>
      <ul className="container">
        <li>
          <Link to="/accessibility">{t('footer.accessibility')}</Link>
        </li>
        <li>
          <a href="/docs/">{t('footer.operations')}</a>
        </li>
        {me && (
          <li>
            <Link to="/tokens">{t('footer.tokens')}</Link>
          </li>
        )}
        {me?.alliance.demo && (
          <li>
            <Link to="/mailbox">{t('footer.mailbox')}</Link>
          </li>
        )}
      </ul>
    </footer>
  );
}
