import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readEuro } from '../../../domain/money.ts';
import { useRead } from '../../client/use-read.ts';
import { useWrite } from '../../client/use-write.ts';
import { Field } from '../../parts/field.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { Tag } from '../../parts/tag.tsx';
import { useFaults } from '../../parts/use-faults.tsx';
import { useSession } from '../../session/session-context.ts';
import { day, money, romeToday } from '../../words/format.ts';

/** What the bank had at the end of each day, beside the books. */
export function Balances() {
  const { t } = useTranslation('fund');
  const { me } = useSession();
  const balances = useRead('listBankBalances', {});
  return (
    <section aria-labelledby="balances" className="mt-5">
      <h2 id="balances" className="h4">
        {t('balances')}
      </h2>
      <p>{t('balances.words')}</p>
      {me.roles.includes('fundOfficer') && <BalanceForm />}
      <ReadStates of={balances} />
      {balances.data?.items.length === 0 && <p>{t('balances.empty')}</p>}
      {balances.data && balances.data.items.length > 0 && (
        <div
          className="console-table"
          role="region"
          aria-label={t('table', { name: t('balances.caption') })}
          tabIndex={0}
        >
          <table className="table">
            <caption>{t('balances.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('movement.day')}</th>
                {(['bank', 'books', 'difference'] as const).map((name) => (
                  <th key={name} scope="col" className="text-end">
                    {t(`balance.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {balances.data.items.map(({ balanceOn, bankCents, ledgerCents, differenceCents }) => (
                <tr key={balanceOn}>
                  <th scope="row">{day(balanceOn)}</th>
                  <td className="text-end">{money(bankCents)}</td>
                  <td className="text-end">{money(ledgerCents)}</td>
                  <td className="text-end">
                    {money(differenceCents)}{' '}
                    <Tag tone={differenceCents === 0 ? 'good' : 'late'}>
                      {t(differenceCents === 0 ? 'balance.agrees' : 'balance.differs')}
                    </Tag>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function BalanceForm() {
  const { t } = useTranslation('fund');
  const [balanceOn, setBalanceOn] = useState(romeToday());
  const [balance, setBalance] = useState('');
  const cents = readEuro(balance);
  const enter = useWrite('enterBankBalance', () => setBalance(''));
  const faults = useFaults(
    {
      balanceOn: { isWrong: balanceOn === '' || balanceOn > romeToday(), words: t('balance.day.wrong') },
      balanceCents: { isWrong: cents === undefined, words: t('amount.wrong') },
    },
    enter.error,
  );
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (faults.isSound() && cents !== undefined)
          enter.mutate({ body: { balanceOn, balanceCents: cents } });
      }}
    >
      {faults.summary}
      <Field label={t('balance.day')} {...faults.field('balanceOn')}>
        {(control) => (
          <input
            {...control}
            type="date"
            value={balanceOn}
            onChange={(event) => setBalanceOn(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('balance.amount')} hint={t('amount.hint')} {...faults.field('balanceCents')}>
        {(control) => (
          <input
            {...control}
            inputMode="decimal"
            value={balance}
            onChange={(event) => setBalance(event.target.value)}
          />
        )}
      </Field>
      <button type="submit" className="btn btn-primary mb-3" disabled={enter.isPending}>
        {t('balance.send')}
      </button>
    </form>
  );
}
