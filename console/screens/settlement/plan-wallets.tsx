import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { useList } from '../../client/use-read.ts';
import { Filters } from '../../parts/filters.tsx';
import { More } from '../../parts/more.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { day, money } from '../../words/format.ts';
import { usePlansOf } from './use-plans-of.ts';

/** Where the money stands that an employer gave its people: credit by credit, without whose it is. */
export function EmployerWallets({ employerId }: { readonly employerId: string }) {
  const { t } = useTranslation('fund');
  const [search, setSearch] = useSearchParams();
  const { plans, reading } = usePlansOf(employerId);
  const chosen = plans?.find(({ id }) => id === search.get('plan')) ?? plans?.[0];
  return (
    <section aria-labelledby="wallets" className="mt-5">
      <h2 id="wallets" className="h4">
        {t('wallets')}
      </h2>
      <p>{t('wallets.words')}</p>
      <ReadStates of={reading} />
      {plans?.length === 0 && <p>{t('wallets.noPlan')}</p>}
      {plans && chosen && (
        <>
          <Filters
            name={t('wallets.plan')}
            options={plans.map(({ id, name }) => ({ value: id, label: name }))}
            chosen={chosen.id}
            onChoose={(plan) => setSearch({ plan }, { replace: true })}
          />
          <PlanWallets planId={chosen.id} />
        </>
      )}
    </section>
  );
}

function PlanWallets({ planId }: { readonly planId: string }) {
  const { t } = useTranslation('fund');
  const wallets = useList('listPlanWallets', { params: { planId }, query: {} });
  return (
    <>
      <ReadStates of={wallets} />
      {wallets.items?.length === 0 && <p className="mt-3">{t('wallets.empty')}</p>}
      <ul className="console-rows mt-3">
        {wallets.items?.map((wallet) => (
          <WalletRow key={wallet.id} wallet={wallet} />
        ))}
      </ul>
      <More list={wallets} />
    </>
  );
}

function WalletRow({ wallet }: { readonly wallet: Answer<'listPlanWallets'>['items'][number] }) {
  const { t } = useTranslation(['fund', 'office']);
  const { stop, balanceCents, ordersUntil, validUntil, carriedOver } = wallet;
  return (
    <li>
      <strong>{t('wallets.left', { amount: money(balanceCents) })}</strong>{' '}
      {stop ? t(`wallets.stop.${stop}`) : t('wallets.until', { day: day(ordersUntil ?? validUntil) })}
      {carriedOver.map(({ amountCents, carriedAt, wentTo }) => (
        <span key={carriedAt} className="d-block">
          {money(amountCents)} {t(`went.${wentTo}`, { ns: 'office' })}, {day(carriedAt)}
        </span>
      ))}
    </li>
  );
}
