import { useTranslation } from 'react-i18next';
import { useRead } from '../../client/use-read.ts';
import { useWrite } from '../../client/use-write.ts';
import { AmountField } from '../../parts/amount-field.tsx';
import { Form } from '../../parts/form.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { Tag } from '../../parts/tag.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { useSession } from '../../session/session-context.ts';
import { centsOf } from '../../words/cents.ts';
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
              {balances.data.items.map(
                ({ balanceOn, bankCents, ledgerCents, differenceCents, enteredCents }) => (
                  <tr key={balanceOn}>
                    <th scope="row">{day(balanceOn)}</th>
                    <td className="text-end">
                      {money(bankCents)}
                      {enteredCents !== bankCents && (
                        <small className="d-block">
                          {t('balance.entered', { amount: money(enteredCents) })}
                        </small>
                      )}
                    </td>
                    <td className="text-end">{money(ledgerCents)}</td>
                    <td className="text-end">
                      {money(differenceCents)}{' '}
                      <Tag tone={differenceCents === 0 ? 'good' : 'late'}>
                        {t(differenceCents === 0 ? 'balance.agrees' : 'balance.differs')}
                      </Tag>
                    </td>
                  </tr>
                ),
              )}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function BalanceForm() {
  const { t } = useTranslation('fund');
  const [form, { clear }] = useKeptForm('balance', { balanceOn: romeToday(), balanceCents: '' });
  const enter = useWrite('enterBankBalance', clear);
  return (
    <Form
      name="balance"
      form={form}
      problem={enter.error}
      onSend={({ balanceOn, balanceCents }) =>
        enter.mutate({ body: { balanceOn, balanceCents: centsOf(balanceCents)! } })
      }
    >
      <TextField
        form={form}
        formName="balance"
        name="balanceOn"
        type="date"
        label={t('balance.day')}
        wrong={t('balance.day.wrong')}
        isRight={(typed) => typed !== '' && typed <= romeToday()}
      />
      <AmountField
        form={form}
        formName="balance"
        name="balanceCents"
        label={t('balance.amount')}
        leastCents={0}
      />
      <button type="submit" className="btn btn-primary mb-3" disabled={enter.isPending}>
        {t('balance.send')}
      </button>
    </Form>
  );
}
