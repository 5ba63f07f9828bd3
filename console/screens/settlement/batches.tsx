import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useList } from '../../client/use-read.ts';
import { Filters } from '../../parts/filters.tsx';
import { More } from '../../parts/more.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { day, money } from '../../words/format.ts';
import { batchStates, BatchTag, hasPaid } from './batch-state.tsx';
import { DryRun } from './dry-run.tsx';
import { MissingAccount } from './missing-party.tsx';
import { SettlementFrame } from './settlement-frame.tsx';

/** What is to be paid next, and the batches there are; the address says which of them are shown. */
export default function Batches() {
  const { t } = useTranslation('fund');
  const [search, setSearch] = useSearchParams();
  const state = batchStates.find((known) => known === search.get('state'));
  const batches = useList('listBatches', { query: state ? { state } : {} });
  return (
    <SettlementFrame title={t('settlement.title')}>
      <MissingAccount />
      <DryRun />
      <section aria-labelledby="batches" className="mt-5">
        <h2 id="batches" className="h4">
          {t('batches')}
        </h2>
        <Filters
          name={t('batches.filter')}
          options={(['all', ...batchStates] as const).map((value) => ({
            value,
            label: t(`batchState.${value}`),
          }))}
          chosen={state ?? 'all'}
          onChoose={(value) => setSearch(value === 'all' ? {} : { state: value })}
        />
        <ReadStates of={batches} />
        {batches.items?.length === 0 && <p className="mt-3">{t('batches.empty')}</p>}
        <ul className="console-rows mt-3">
          {batches.items?.map((batch) => (
            <li key={batch.id}>
              <h3 className="h6 mb-1">
                <Link to={`/settlement/${batch.id}`}>
                  {t('batch.title', { code: batch.code })}: {money(batch.totalCents)}
                </Link>
              </h3>
              <p className="mb-0">
                <BatchTag batch={batch} />{' '}
                {t(hasPaid(batch) ? 'batch.execution' : 'batch.wasToPay', { day: day(batch.executionOn) })}
              </p>
            </li>
          ))}
        </ul>
        <More list={batches} />
      </section>
    </SettlementFrame>
  );
}
