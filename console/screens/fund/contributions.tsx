import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useList } from '../../client/use-read.ts';
import { Filters } from '../../parts/filters.tsx';
import { More } from '../../parts/more.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { useSession } from '../../session/session-context.ts';
import { ContributionRow } from './contribution-row.tsx';
import { FundFrame } from './fund-frame.tsx';
import { PledgeForm } from './pledge-form.tsx';

const shown = ['pledged', 'collected'] as const;

/** What organisations promised the Fund; opens on what the bank has not confirmed yet. */
export default function Contributions() {
  const { t } = useTranslation('fund');
  const { me } = useSession();
  const [search, setSearch] = useSearchParams();
  const chosen = shown.find((known) => known === search.get('show')) ?? 'pledged';
  const list = useList('listContributions', {
    query: { order: 'newestFirst', collected: chosen === 'collected' ? 'true' : 'false' },
  });
  return (
    <FundFrame title={t('contributions.title')}>
      <p>{t('contributions.words')}</p>
      {me.roles.includes('fundOfficer') && <PledgeForm />}
      <Filters
        name={t('contributions.filter')}
        options={shown.map((value) => ({ value, label: t(`contributions.show.${value}`) }))}
        chosen={chosen}
        onChoose={(value) => setSearch(value === 'pledged' ? {} : { show: value })}
      />
      <ReadStates of={list} />
      {list.items?.length === 0 && <p className="mt-3">{t(`contributions.empty.${chosen}`)}</p>}
      <ul className="console-rows mt-3">
        {list.items?.map((one) => (
          <ContributionRow key={one.id} contribution={one} />
        ))}
      </ul>
      <More list={list} />
    </FundFrame>
  );
}
