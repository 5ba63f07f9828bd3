import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useList, useRead } from '../../client/use-read.ts';
import { Filters } from '../../parts/filters.tsx';
import { More } from '../../parts/more.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { useSession } from '../../session/session-context.ts';
import { day, money } from '../../words/format.ts';
import { Balances } from './balances.tsx';
import { BankLineRow } from './bank-line-row.tsx';
import { ImportForm } from './import-form.tsx';
import { SettlementFrame } from './settlement-frame.tsx';

const outcomes = ['confirmed', 'rejected', 'unknown'] as const;

/** What the bank says: handed in, line by line, and beside the books. */
export default function Bank() {
  const { t } = useTranslation('fund');
  const { me } = useSession();
  return (
    <SettlementFrame title={t('bank.title')}>
      {me.roles.includes('fundOfficer') && <ImportForm />}
      <BankLines />
      <Balances />
      <Volume />
    </SettlementFrame>
  );
}

function BankLines() {
  const { t } = useTranslation('fund');
  const [search, setSearch] = useSearchParams();
  const outcome = outcomes.find((known) => known === search.get('outcome'));
  const lines = useList('listBankLines', { query: outcome ? { outcome } : {} });
  return (
    <section aria-labelledby="lines" className="mt-5">
      <h2 id="lines" className="h4">
        {t('bankLines')}
      </h2>
      <Filters
        name={t('bankLines.filter')}
        options={(['all', ...outcomes] as const).map((value) => ({ value, label: t(`outcome.${value}`) }))}
        chosen={outcome ?? 'all'}
        onChoose={(value) => setSearch(value === 'all' ? {} : { outcome: value })}
      />
      <ReadStates of={lines} />
      {lines.items?.length === 0 && <p className="mt-3">{t('bankLines.empty')}</p>}
      <ul className="console-rows mt-3">
        {lines.items?.map((line) => (
          <BankLineRow key={line.id} line={line} />
        ))}
      </ul>
      <More list={lines} />
    </section>
  );
}

function Volume() {
  const { t } = useTranslation('fund');
  const volume = useRead('getNetworkVolume', {});
  if (!volume.data) return null;
  const { since, volumeCents, toBeNotified } = volume.data;
  return (
    <section aria-labelledby="volume" className="mt-5">
      <h2 id="volume" className="h4">
        {t('volume')}
      </h2>
      <p>{t('volume.words', { since: day(since), amount: money(volumeCents) })}</p>
      <p>
        <strong>{t(toBeNotified ? 'volume.notify' : 'volume.below')}</strong>
      </p>
    </section>
  );
}
