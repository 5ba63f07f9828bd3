import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { percentHundredths } from '../../../domain/share.ts';
import type { Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { Heading } from '../../parts/heading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { DoneLine } from '../../parts/done-line.tsx';
import { ScreenStates } from '../../parts/screen-states.tsx';
import { money, number, points } from '../../words/format.ts';
import { Advice } from './decision-tab.tsx';
import { DecideForm } from './decide-form.tsx';
import { madeOn } from './decided.ts';
import { MadeByPeople } from './made-by-people.tsx';
import { NeedsTable } from './needs-table.tsx';
import { StateTag, Waiting } from './state-tag.tsx';

type Dossier = Answer<'getCommissionDossier'>;

/** What whoever decides has before them: a code, no name. Opening it is on record by itself. */
export function CommissionDossier({ id }: { readonly id: string }) {
  const { t } = useTranslation('cases');
  const [decided, setDecided] = useState<'grant' | 'refuse'>();
  const params = { assessmentId: id };
  const found = useRead('getCommissionDossier', { params }, { once: true });
  const decisions = useRead('listDecisions', { params });
  if (!found.data) return <ScreenStates of={found} />;
  const dossier = found.data;
  const made = madeOn(dossier, decisions.data?.items ?? []);
  const funded = new Map(dossier.advice?.fundedUnits.map(({ needId, units }) => [needId, units]));
  return (
    <>
      <Heading>{t('dossier', { code: dossier.dossierCode })}</Heading>
      <div className="console-identity" role="group" aria-label={t('identity')}>
        <p>
          <StateTag state={dossier.state} />
        </p>
        <p>
          <Waiting {...dossier} />
        </p>
      </div>
      <DoneLine>{decided && t(`decide.done.${decided}`)}</DoneLine>
      <MadeByPeople decisions={made} reason="assessment" />
      <Situation dossier={dossier} />
      <h2 className="h4 mt-4">{t('recommendation')}</h2>
      <Recommendation recommendation={dossier.recommendation} />
      <h2 className="h4 mt-4">{t('needs')}</h2>
      <NeedsTable needs={dossier.needs.map((need) => ({ ...need, funded: funded.get(need.id) }))} />
      {dossier.possible.includes('decide') && (
        <DecideForm assessmentId={id} dossierCode={dossier.dossierCode} onDecided={setDecided} />
      )}
      {decisions.error && <ProblemNotice error={decisions.error} onAgain={() => void decisions.refetch()} />}
      {decisions.data && <Advice decisions={decisions.data.items} reason="assessment" />}
    </>
  );
}

function Situation({ dossier }: { readonly dossier: Dossier }) {
  const { t } = useTranslation('cases');
  const { scoreHundredths, finalBand, band, advice } = dossier;
  const comuni = useRead('listComuni', { query: {} });
  const ambitoName = comuni.data?.items.find(({ ambito }) => ambito === dossier.ambito)?.ambitoName;
  const shown = finalBand ?? band;
  return (
    <dl className="console-facts mt-3">
      <dt>{t('points')}</dt>
      <dd>
        {scoreHundredths === null || !shown
          ? '–'
          : t('score', { points: points(scoreHundredths), band: t(`band.${shown}`) })}
      </dd>
      <dt>{t('ambito')}</dt>
      <dd>{ambitoName ?? '–'}</dd>
      <dt>{t('householdSize')}</dt>
      <dd>{t('people', { count: dossier.householdSize })}</dd>
      {advice && (
        <>
          <dt>{t('fund')}</dt>
          <dd>
            {t(advice.eligible ? 'fund.eligible' : 'fund.notEligible')}
            {advice.share &&
              ` ${
                advice.share.numerator === advice.share.denominator
                  ? t('fund.share.whole')
                  : t('fund.share', { percent: number(percentHundredths(advice.share) / 100, 2) })
              }`}
          </dd>
          <dt>{t('fund.award')}</dt>
          <dd>{advice.awardCents === null ? '–' : money(advice.awardCents)}</dd>
          <dt>{t('fund.cap')}</dt>
          <dd>{advice.remainingCapCents === null ? '–' : money(advice.remainingCapCents)}</dd>
        </>
      )}
    </dl>
  );
}

function Recommendation({ recommendation }: Pick<Dossier, 'recommendation'>) {
  const { t } = useTranslation('cases');
  if (!recommendation) return <p>{t('recommendation.none')}</p>;
  const { outcome, reason, bandOverride } = recommendation;
  return (
    <>
      <p className="mb-1">
        <strong>{t(`outcome.${outcome}`)}</strong>
        {bandOverride && ` · ${t('made.band', { band: t(`band.${bandOverride}`) })}`}
      </p>
      <blockquote className="mb-0">{reason}</blockquote>
    </>
  );
}
