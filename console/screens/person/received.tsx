import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { money } from '../../words/format.ts';
import { AwardOrders } from '../cases/award-orders.tsx';
import { UnitsForm } from '../cases/units-form.tsx';

/** What the Fund gave, what of it came, and the units of which somebody has to say whether they came. */
export function Received({ awardId }: { readonly awardId: string }) {
  const { t } = useTranslation('person');
  const found = useRead('getAward', { params: { awardId } });
  if (found.error) return <ProblemNotice error={found.error} onAgain={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const award = found.data;
  return (
    <section aria-labelledby="received" className="mt-4">
      <h2 id="received" className="h4">
        {t('received.title')}
      </h2>
      <p>{t(`received.${award.state}`, { amount: money(award.amountCents - award.releasedCents) })}</p>
      {award.possible.includes('confirmDelivery') && <ToSay award={award} />}
      <AwardOrders award={award} />
    </section>
  );
}

function ToSay({ award }: { readonly award: Answer<'getAward'> }) {
  const { t } = useTranslation('person');
  const isSomething = award.orders.some(({ deliveredUnits }) =>
    deliveredUnits.some(({ state }) => state === 'recorded'),
  );
  if (!isSomething) return null;
  return (
    <section className="console-missing" aria-labelledby="to-say">
      <h3 id="to-say" className="h5">
        {t('received.toSay')}
      </h3>
      <p>{t('received.toSay.words')}</p>
      <UnitsForm award={award} of="recorded" steps={['confirmDelivery', 'disputeUnits']} />
    </section>
  );
}
