import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/session-context.ts';
import { SignOut } from '../session/sign-out.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { Menu } from './menu.tsx';

export function Header() {
  const { t } = useTranslation();
  const { me } = useSession();
  const [isOpen, setOpen] = useState(false);
  return (
    <header className="console-header">
      <div className="console-slim">
        <div className="container d-flex flex-wrap align-items-center gap-3">
          <span className="me-auto">{me.alliance.name}</span>
          {me.alliance.demo && <span className="console-demo">{t('alliance.demo')}</span>}
          <LanguageSwitch />
        </div>
      </div>
      <div className="container d-flex flex-wrap align-items-center gap-3 py-3">
        <span className="console-name me-auto">{t('service')}</span>
        <span>
          <span className="visually-hidden">{t('signedInAs')} </span>
          {me.label}
        </span>
        <SignOut />
        <button
          type="button"
          className="btn btn-outline-primary d-lg-none"
          aria-expanded={isOpen}
          aria-controls="menu"
          onClick={() => setOpen(!isOpen)}
        >
          {t(isOpen ? 'menu.close' : 'menu.open')}
        </button>
      </div>
      <Menu isOpen={isOpen} onChosen={() => setOpen(false)} />
    </header>
  );
}
