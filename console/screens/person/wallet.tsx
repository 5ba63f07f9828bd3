import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { useList } from '../../client/use-read.ts';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { More } from '../../parts/more.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useSession } from '../../session/session-context.ts';
import { day, money } from '../../words/format.ts';
import { Endings } from './endings.tsx';
import { Fringe } from './fringe.tsx';

/** What is left to spend and until when, how far the year's limit is used, and what became of what ended. */
export default function WalletScreen() {
  const { t } = useTranslation('person');
  const { me } = useSession();
  const wallets = useList('listWallets', {});
  return (
    <>
      <Heading>{t('wallet.title')}</Heading>
      {wallets.error && <ProblemNotice error={wallets.error} onAgain={() => void wallets.refetch()} />}
      {!wallets.items && !wallets.error && <Loading />}
      {wallets.items?.length === 0 && <p>{t('wallet.empty')}</p>}
      {wallets.items?.map((wallet) => (
        <WalletCard key={wallet.id} wallet={wallet} />
      ))}
      <More list={wallets} />
      {wallets.items && (
        <div className="console-actions mt-0">
          <Link className="btn btn-primary" to="/catalogue">
            {t('wallet.spend')}
          </Link>
          {me.roles.includes('employee') && (
            <Link className="btn btn-outline-primary" to="/family">
              {t('wallet.family')}
            </Link>
          )}
        </div>
      )}
      {me.roles.includes('employee') && me.personId && <Fringe personId={me.personId} />}
      <Endings />
    </>
  );
}

type Wallet = Answer<'listWallets'>['items'][number];

function WalletCard({ wallet }: { readonly wallet: Wallet }) {
  const { t } = useTranslation('person');
  const { stop, ordersUntil, carriedOver } = wallet;
  const until = day(ordersUntil ?? wallet.validUntil);
  return (
    <section className="console-card" aria-labelledby={`wallet-${wallet.id}`}>
      <h2 id={`wallet-${wallet.id}`} className="h4">
        {wallet.planName}
      </h2>
      <p className="mb-1">{t('wallet.left')}</p>
      <p className="console-figure">{money(wallet.balanceCents)}</p>
      {stop ? (
        <p>
          <strong>{t(`wallet.stop.${stop}`)}</strong> {t('wallet.stop.next')}
        </p>
      ) : (
        <p className="mb-1">{t('wallet.until', { day: until })}</p>
      )}
      {carriedOver.length === 0 && <p className="mb-0">{t(`wallet.carryOver.${wallet.carryOver}`)}</p>}
      {carriedOver.length > 0 && (
        <ul>
          {carriedOver.map(({ amountCents, carriedAt, wentTo }) => (
            <li key={carriedAt}>
              {t('wallet.carried', {
                amount: money(amountCents),
                day: day(carriedAt),
                where: t(`went.${wentTo}`),
              })}
            </li>
          ))}
        </ul>
      )}
      <p className="mt-3 mb-0 no-print">
        <Link to={`/wallet/${wallet.id}`} aria-label={`${t('wallet.movements')}: ${wallet.planName}`}>
          {t('wallet.movements')}
        </Link>
      </p>
    </section>
  );
}
