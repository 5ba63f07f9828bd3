import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useList } from '../../client/use-read.ts';
import { Filters } from '../../parts/filters.tsx';
import { Heading } from '../../parts/heading.tsx';
import { More } from '../../parts/more.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { money } from '../../words/format.ts';
import { awardStates } from './award-states.ts';
import { AwardWaiting } from './award-waiting.tsx';

/** What the Fund spends; opens on what waits for an approval. */
export default function Awards() {
  const { t } = useTranslation('fund');
  const [search, setSearch] = useSearchParams();
  const state = awardStates.find((known) => known === search.get('state')) ?? 'held';
  const awards = useList('listAwards', { query: { state } });
  return (
    <>
      <Heading>{t('awards.title')}</Heading>
      <p>{t('awards.words')}</p>
      <Filters
        name={t('awards.filter')}
        options={awardStates.map((value) => ({ value, label: t(`awardState.${value}`) }))}
        chosen={state}
        onChoose={(value) => setSearch(value === 'held' ? {} : { state: value })}
      />
      <ReadStates of={awards} />
      {awards.items?.length === 0 && <p className="mt-3">{t('awards.empty')}</p>}
      <ul className="console-rows mt-3">
        {awards.items?.map((award) => (
          <li key={award.id}>
            <h2 className="h6 mb-1">
              <Link to={`/awards/${award.id}`}>
                {t('award.title', { code: award.dossierCode })}: {money(award.amountCents)}
              </Link>
            </h2>
            <p className="mb-0">
              <AwardWaiting award={award} />
            </p>
          </li>
        ))}
      </ul>
      <More list={awards} />
    </>
  );
}
