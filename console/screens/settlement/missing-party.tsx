import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useRead } from '../../client/use-read.ts';
import { useSession } from '../../session/session-context.ts';

/** Said before somebody is refused for it: no batch leaves for the bank without an account. */
export function MissingAccount() {
  const { t } = useTranslation('fund');
  const account = useRead('getSettlementAccount', {});
  return account.data?.account === null ? <Missing words={t('account.missing')} /> : null;
}

/** An invoice that was asked for names nobody until this is entered, and no draft of it can be made. */
export function MissingRecipient() {
  const { t } = useTranslation('fund');
  const recipient = useRead('getInvoiceRecipient', {});
  return recipient.data?.recipient === null ? <Missing words={t('recipient.missing')} /> : null;
}

function Missing({ words }: { readonly words: string }) {
  const { t } = useTranslation('fund');
  const enters = useSession().me.roles.includes('administrator');
  return (
    <p className="console-missing">
      {words} {enters ? <Link to="/settlement/parties">{t('parties.open')}</Link> : t('parties.others')}
    </p>
  );
}
