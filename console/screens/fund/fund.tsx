import { useTranslation } from 'react-i18next';
import { coverTenths, monthlyMeans } from '../../../domain/fund-forecast.ts';
import { useRead } from '../../client/use-read.ts';
import { ReadStates } from '../../parts/read-states.tsx';
import { money, number } from '../../words/format.ts';
import { Flows } from './flows.tsx';
import { FundFrame, useIsBookkeeper } from './fund-frame.tsx';

/** What the Fund has, what it has promised, and for how long it lasts. */
export default function Fund() {
  const { t } = useTranslation('fund');
  const isBookkeeper = useIsBookkeeper();
  const fund = useRead('getFund', {});
  return (
    <FundFrame title={t('title')}>
      <ReadStates of={fund} />
      {fund.data && (
        <dl className="console-tiles">
          <Tile name="available" cents={fund.data.availableCents} />
          <Tile name="committed" cents={fund.data.committedCents} />
          <Tile name="reserve" cents={fund.data.reserveCents} />
          <Tile name="pledged" cents={fund.data.pledgedCents} />
          {isBookkeeper && <Cover availableCents={fund.data.availableCents} />}
        </dl>
      )}
      {isBookkeeper ? <Flows /> : <p>{t('totalsOnly')}</p>}
    </FundFrame>
  );
}

function Tile({
  name,
  cents,
}: {
  readonly name: 'available' | 'committed' | 'reserve' | 'pledged';
  readonly cents: number;
}) {
  const { t } = useTranslation('fund');
  return (
    <div className="console-card">
      <dt>{t(`tile.${name}`)}</dt>
      <dd className="console-figure">{money(cents)}</dd>
      <dd>{t(`tile.${name}.words`)}</dd>
    </div>
  );
}

/** Of the months that are over: one that is not says little of an average one. */
function Cover({ availableCents }: { readonly availableCents: number }) {
  const { t } = useTranslation('fund');
  const flows = useRead('getFundFlows', {});
  if (!flows.data) return null;
  const means = monthlyMeans(flows.data.months.slice(0, -1));
  const tenths = coverTenths(availableCents, means.outCents);
  return (
    <div className="console-card">
      <dt>{t('tile.cover')}</dt>
      <dd className="console-figure">
        {tenths === null ? '–' : t('tile.cover.months', { months: number(tenths / 10, 1) })}
      </dd>
      <dd>
        {tenths === null
          ? t('tile.cover.none')
          : t('tile.cover.words', { amount: money(means.outCents), count: means.months })}
      </dd>
    </div>
  );
}
