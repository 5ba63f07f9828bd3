import { useTranslation } from 'react-i18next';
import type { Answer, Call } from '../../client/call.ts';
import { AmountField } from '../../parts/amount-field.tsx';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { Form } from '../../parts/form.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { useSession } from '../../session/session-context.ts';
import { centsOf } from '../../words/cents.ts';
import { money } from '../../words/format.ts';
import { usePeople, usePersonWords } from './people.ts';

type Wallet = Answer<'listWallets'>['items'][number];

/** For whom, out of which credit, and how much. */
export function CumulativeForm({
  wallets,
  problem,
  isPending,
  onOrder,
}: {
  readonly wallets: readonly Wallet[];
  readonly problem: unknown;
  readonly isPending: boolean;
  readonly onOrder: (wanted: Call<'orderCumulativeVoucher'>, onPlaced: () => void) => void;
}) {
  const { t } = useTranslation('person');
  const { me } = useSession();
  const people = usePeople();
  const words = usePersonWords();
  const empty = { beneficiaryId: me.personId ?? '', walletId: '', amountCents: '' };
  const [form, { forget }] = useKeptForm('cumulative', empty);
  const whom = people.find(({ id }) => id === form.watch('beneficiaryId'));
  const ownerId = whom?.as === 'principal' ? whom.id : me.personId;
  const usable = wallets.filter(({ personId }) => personId === ownerId);
  const chosen = usable.find(({ id }) => id === form.watch('walletId'));
  const at = { form, formName: 'cumulative' };
  return (
    <Form
      name="cumulative"
      form={form}
      problem={problem}
      onSend={({ walletId, beneficiaryId, amountCents: typed }) => {
        const body = { beneficiaryId, amountCents: centsOf(typed)! };
        onOrder({ params: { walletId }, body }, forget);
      }}
    >
      <ChoiceField
        {...at}
        name="beneficiaryId"
        label={t('order.who')}
        hint={t('order.who.hint')}
        wrong={t('cumulative.who.wrong')}
        options={people.map((person) => ({ value: person.id, label: words(person) }))}
      />
      <ChoiceField
        {...at}
        name="walletId"
        label={t('order.pay')}
        wrong={t('cumulative.wallet.wrong')}
        options={usable.map(({ id, planName, balanceCents }) => ({
          value: id,
          label: t('order.pay.wallet', { plan: planName, left: money(balanceCents) }),
        }))}
      />
      <AmountField
        {...at}
        name="amountCents"
        label={t('cumulative.amount')}
        wrong={t('cumulative.amount.wrong')}
        mostCents={chosen?.balanceCents ?? Infinity}
      />
      <button type="submit" className="btn btn-primary" disabled={isPending}>
        {t(isPending ? 'order.sending' : 'order.submit')}
      </button>
    </Form>
  );
}
