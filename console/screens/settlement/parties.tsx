import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../client/use-read.ts';
import { ReadStates } from '../../parts/read-states.tsx';
import { useSession } from '../../session/session-context.ts';
import { iban, moment } from '../../words/format.ts';
import { AccountForm, type Account } from './account-form.tsx';
import { RecipientForm, type Recipient } from './recipient-form.tsx';
import { SettlementFrame } from './settlement-frame.tsx';

/** From which account providers are paid, and whom they invoice; an administrator enters both. */
export default function Parties() {
  const { t } = useTranslation('fund');
  const { me } = useSession();
  const account = useRead('getSettlementAccount', {});
  const recipient = useRead('getInvoiceRecipient', {});
  const enters = me.roles.includes('administrator');
  return (
    <SettlementFrame title={t('parties.title')}>
      {!enters && <p>{t('parties.others')}</p>}
      <section aria-labelledby="account">
        <h2 id="account" className="h4">
          {t('account')}
        </h2>
        <p>{t('account.words')}</p>
        <ReadStates of={account} />
        {account.data?.account === null && <p>{t('account.none')}</p>}
        {account.data?.account && <AccountFacts account={account.data.account} />}
        {enters && account.data && <AccountForm account={account.data.account} />}
      </section>
      <section aria-labelledby="recipient" className="mt-5">
        <h2 id="recipient" className="h4">
          {t('recipient')}
        </h2>
        <p>{t('recipient.words')}</p>
        <ReadStates of={recipient} />
        {recipient.data?.recipient === null && <p>{t('recipient.none')}</p>}
        {recipient.data?.recipient && <RecipientFacts recipient={recipient.data.recipient} />}
        {enters && recipient.data && <RecipientForm recipient={recipient.data.recipient} />}
      </section>
    </SettlementFrame>
  );
}

function AccountFacts({ account: { holderName, iban: whole, setAt } }: { readonly account: Account }) {
  const { t } = useTranslation('fund');
  return (
    <Facts
      rows={[
        [t('account.holderName'), holderName],
        [t('account.iban'), iban(whole)],
        [t('parties.since'), moment(setAt)],
      ]}
    />
  );
}

function RecipientFacts({ recipient: told }: { readonly recipient: Recipient }) {
  const { t } = useTranslation('fund');
  return (
    <Facts
      rows={[
        [t('recipient.name'), told.name],
        [t('recipient.vatNumber'), told.vatNumber],
        [t('recipient.recipientCode'), told.recipientCode],
        [t('recipient.seat'), `${told.address}, ${told.postalCode} ${told.comune} (${told.province})`],
        [t('recipient.invoiceDays'), t('recipient.days', { count: told.invoiceDays })],
        [t('recipient.late'), t(told.blocksPayment ? 'recipient.late.waits' : 'recipient.late.paid')],
        [t('parties.since'), moment(told.setAt)],
      ]}
    />
  );
}

function Facts({ rows }: { readonly rows: readonly (readonly [string, string])[] }) {
  return (
    <dl className="console-facts">
      {rows.map(([label, value]) => (
        <Fragment key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
