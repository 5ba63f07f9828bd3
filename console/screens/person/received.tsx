import { useTranslation } from 'react-i18next';
import { useRead } from '../../client/use-read.ts';
import { deliveredCount } from '../../parts/delivered-count.ts';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { WithinPage } from '../../parts/within-page.tsx';
import { day, money } from '../../words/format.ts';
import { AwardOrders, TooClose, type Award } from '../cases/award-orders.tsx';
import { UnitsForm, useUnitsTold } from '../cases/units-form.tsx';
import type { Application } from './application.tsx';

/** What the Fund gave, what of it came, and the units of which somebody has to say whether they came. */
export function Received({
  awardId,
  application,
}: {
  readonly awardId: string;
  readonly application: Application;
}) {
  const { t } = useTranslation('person');
  const { told, onDone } = useUnitsTold();
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
      {told}
      <WhyFewer award={award} needs={application.needs} />
      {award.possible.includes('confirmDelivery') && <ToSay award={award} onDone={onDone} />}
      <AwardOrders award={award} />
    </section>
  );
}

/** Where fewer units are paid than were asked for: what counts, and the letter that has the sums. */
function WhyFewer({ award, needs }: { readonly award: Award; readonly needs: Application['needs'] }) {
  const { t } = useTranslation('person');
  const { t: ofCases } = useTranslation('cases');
  const fewer = needs.flatMap((need) => {
    const orders = award.orders.filter(({ needId }) => needId === need.id);
    const paid = orders.reduce(
      (sum, { isOpen, units, deliveredUnits }) => sum + (isOpen ? units : deliveredCount(deliveredUnits)),
      0,
    );
    return orders.length > 0 && paid < need.units ? [{ ...need, paid }] : [];
  });
  if (award.releasedCents > 0 || fewer.length === 0) return null;
  return (
    <>
      {fewer.map(({ id, unit, units, paid }) => (
        <p key={id} className="mb-1">
          {t('received.fewer', {
            asked: ofCases(`unit.${unit}`, { count: units }),
            paid: ofCases(`unit.${unit}`, { count: paid }),
          })}
        </p>
      ))}
      <p>
        {t('received.fewer.why')} <WithinPage to="letters">{t('application.letters')}</WithinPage>
      </p>
    </>
  );
}

function ToSay({
  award,
  onDone,
}: {
  readonly award: Award;
  readonly onDone: ReturnType<typeof useUnitsTold>['onDone'];
}) {
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
      <p>
        {t('received.toSay.words')}{' '}
        {award.waitingFor === 'beneficiary.confirmation' &&
          award.dueAt &&
          t('received.toSay.silence', { day: day(award.dueAt) })}
      </p>
      <TooClose award={award} />
      <UnitsForm award={award} of="recorded" steps={['confirmDelivery', 'disputeUnits']} onDone={onDone} />
    </section>
  );
}
