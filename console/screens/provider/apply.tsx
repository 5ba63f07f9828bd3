import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useRead } from '../../client/use-read.ts';
import { LanguageSwitch } from '../../frame/language-switch.tsx';
import { Heading } from '../../parts/heading.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { Door } from './door.tsx';

/** The open door: whoever wants to be a provider, or goes on with what they began, gets a link by mail, without an account. */
export default function Apply() {
  const { t } = useTranslation('provider');
  const [isSent, setSent] = useState(false);
  const alliances = useRead('listAlliances', {});
  // Only the demonstration answers.
  const demo = useRead('listPersonas', {}, { enabled: isSent });
  return (
    <main id="content" className="container py-4" tabIndex={-1}>
      <LanguageSwitch />
      <Heading>{t('apply.title')}</Heading>
      {isSent ? (
        <div role="status">
          <p>{t('apply.sent')}</p>
          <p>{t('apply.sent.then')}</p>
          {demo.data && <p>{t('apply.sent.demo')}</p>}
          <button type="button" className="btn btn-outline-primary" onClick={() => setSent(false)}>
            {t('apply.again')}
          </button>
        </div>
      ) : alliances.data ? (
        <Door alliances={alliances.data.items} onSent={() => setSent(true)} />
      ) : (
        <ReadStates of={alliances} />
      )}
      <p className="mt-5">
        <Link to="/">{t('apply.signIn')}</Link>
      </p>
    </main>
  );
}
