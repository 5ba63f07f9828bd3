import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { forecastFund, monthlyMeans } from '../../../domain/fund-forecast.ts';
import { addMonths } from '../../../domain/plain-date.ts';
import type { Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { Field } from '../../parts/field.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { centsOf } from '../../words/cents.ts';
import { money, monthName } from '../../words/format.ts';
import { Figures } from './figures.tsx';
import { FundFrame } from './fund-frame.tsx';
import { Slider } from './slider.tsx';

const MONTHS = 12;

/** How long the money lasts if the months to come are like those behind, or worse. */
export default function Forecast() {
  const { t } = useTranslation('fund');
  const fund = useRead('getFund', {});
  const flows = useRead('getFundFlows', {});
  return (
    <FundFrame title={t('forecast.title')}>
      <ReadStates of={fund} />
      {fund.data && <ReadStates of={flows} />}
      {fund.data && flows.data && <WhatIf availableCents={fund.data.availableCents} flows={flows.data} />}
    </FundFrame>
  );
}

function WhatIf({
  availableCents,
  flows,
}: {
  readonly availableCents: number;
  readonly flows: Answer<'getFundFlows'>;
}) {
  const { t } = useTranslation('fund');
  const [lessInPercent, setLessIn] = useState(20);
  const [moreOutPercent, setMoreOut] = useState(0);
  const [typed, setTyped] = useState('');
  const lived = monthlyMeans(flows.months.slice(0, -1));
  const hasExperience = lived.outCents > 0;
  // Without a month in which help was given, whoever looks says what may be asked for.
  const askedCents = hasExperience ? lived.outCents : (centsOf(typed) ?? 0);
  const means = { ...lived, outCents: askedCents };
  const thisMonth = flows.months.at(-1)!.month;
  const waitingCents = flows.waiting.amountCents;
  const terms = { availableCents, waitingCents, means, months: MONTHS };
  const asNow = forecastFund({ ...terms, lessInPercent: 0, moreOutPercent: 0 });
  const stressed = forecastFund({ ...terms, lessInPercent, moreOutPercent });
  const empty = stressed.find(({ waitingCents: waits }) => waits > 0);
  const nameOf = (month: number) => monthName(addMonths(`${thisMonth}-01`, month).slice(0, 7));
  return (
    <>
      {!hasExperience && <p>{t('forecast.noOut')}</p>}
      <Assumptions means={lived} availableCents={availableCents} waiting={flows.waiting} />
      <h2 className="h4 mt-4">{t('stress')}</h2>
      {!hasExperience && (
        <Field label={t('stress.asked')} hint={t('stress.asked.hint')}>
          {(control) => (
            <input
              {...control}
              inputMode="decimal"
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
      )}
      <Slider label={t('stress.lessIn')} max={100} value={lessInPercent} onChange={setLessIn} />
      <Slider label={t('stress.moreOut')} max={200} value={moreOutPercent} onChange={setMoreOut} />
      <p role="status">
        {askedCents === 0 && waitingCents === 0
          ? t('stress.noExperience')
          : empty
            ? t('stress.waits', { month: nameOf(empty.month), amount: money(stressed.at(-1)!.waitingCents) })
            : t('stress.enough', { amount: money(stressed.at(-1)!.availableCents) })}
      </p>
      <Figures
        name={t('forecast.available')}
        kind="lines"
        first={t('month')}
        columns={[t('forecast.asNow'), t('forecast.stressed'), t('forecast.waiting')]}
        rows={stressed.map((one, at) => ({
          name: nameOf(one.month),
          cents: [asNow[at]!.availableCents, one.availableCents, one.waitingCents],
        }))}
        file="fondo-previsione"
      />
    </>
  );
}

/** A forecast is worth what it assumes: all of it stands beside it. */
function Assumptions({
  means,
  availableCents,
  waiting,
}: {
  readonly means: ReturnType<typeof monthlyMeans>;
  readonly availableCents: number;
  readonly waiting: Answer<'getFundFlows'>['waiting'];
}) {
  const { t } = useTranslation('fund');
  return (
    <section aria-labelledby="assumptions">
      <h2 id="assumptions" className="h4">
        {t('assumptions')}
      </h2>
      <ul>
        <li>{t('assumption.start', { amount: money(availableCents) })}</li>
        <li>{t('assumption.in', { amount: money(means.inCents), count: means.months })}</li>
        <li>{t('assumption.out', { amount: money(means.outCents), count: means.months })}</li>
        <li>{t('assumption.waiting', { amount: money(waiting.amountCents), count: waiting.awards })}</li>
        <li>{t('assumption.pledged')}</li>
        <li>{t('assumption.floor')}</li>
      </ul>
    </section>
  );
}
