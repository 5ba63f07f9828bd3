import { useTranslation } from 'react-i18next';
import { ambiti } from '../../../domain/territory.ts';
import { useRead } from '../../client/use-read.ts';
import { ReadStates } from '../../parts/read-states.tsx';
import { monthName } from '../../words/format.ts';
import { spoken } from '../../words/words.ts';
import { Figures } from './figures.tsx';

/** What came in and went out, in three views of the same money. */
export function Flows() {
  const { t } = useTranslation('fund');
  const flows = useRead('getFundFlows', {});
  if (!flows.data) return <ReadStates of={flows} />;
  const { months, sources, ambiti: places } = flows.data;
  return (
    <>
      <section aria-labelledby="by-month" className="mt-5">
        <h2 id="by-month" className="h4">
          {t('byMonth')}
        </h2>
        <p>{t('byMonth.words')}</p>
        <Figures
          name={t('byMonth')}
          kind="bars"
          first={t('month')}
          columns={[t('in'), t('out')]}
          rows={months.map((one) => ({ name: monthName(one.month), cents: [one.inCents, one.outCents] }))}
          file="fondo-per-mese"
        />
      </section>
      <section aria-labelledby="by-source" className="mt-5">
        <h2 id="by-source" className="h4">
          {t('bySource')}
        </h2>
        <p>{t('bySource.words')}</p>
        <Figures
          name={t('bySource')}
          kind="bars"
          first={t('source')}
          columns={[t('in')]}
          rows={sources.map(({ source, inCents }) => ({ name: t(`source.${source}`), cents: [inCents] }))}
          file="fondo-per-provenienza"
        />
      </section>
      <section aria-labelledby="by-ambito" className="mt-5">
        <h2 id="by-ambito" className="h4">
          {t('byAmbito')}
        </h2>
        <p>{t('byAmbito.words')}</p>
        <Figures
          name={t('byAmbito')}
          kind="bars"
          first={t('ambito')}
          columns={[t('in'), t('out')]}
          rows={places.map(({ ambito, inCents, outCents }) => ({
            name: ambito === 'elsewhere' ? t('elsewhere') : ambiti[ambito][spoken()],
            cents: [inCents, outCents],
          }))}
          file="fondo-per-ambito"
          notTold={t('notTold')}
        />
      </section>
    </>
  );
}
