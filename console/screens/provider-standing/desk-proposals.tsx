import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Filters } from '../../parts/filters.tsx';
import { Heading } from '../../parts/heading.tsx';
import { Proposals } from './proposals.tsx';

const states = ['open', 'accepted', 'refused', 'withdrawn'] as const;

/** The services that providers want to add; opens on those that wait for somebody. */
export default function DeskProposals() {
  const { t } = useTranslation('provider');
  const [search, setSearch] = useSearchParams();
  const chosen = states.find((state) => state === search.get('state')) ?? 'open';
  return (
    <>
      <Heading>{t('proposals.desk')}</Heading>
      <Filters
        name={t('proposals.filter')}
        options={states.map((value) => ({ value, label: t(`proposal.${value}`) }))}
        chosen={chosen}
        onChoose={(value) => setSearch(value === 'open' ? {} : { state: value })}
      />
      <h2 className="h4 mt-4">{t(`proposal.${chosen}`)}</h2>
      <div>
        <Proposals key={chosen} state={chosen} />
      </div>
    </>
  );
}
