import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useList } from '../../client/use-read.ts';
import { Filters } from '../../parts/filters.tsx';
import { Heading } from '../../parts/heading.tsx';
import { More } from '../../parts/more.tsx';
import { OrganisationName } from '../../parts/organisation-name.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { moment } from '../../words/format.ts';

const states = ['asked', 'approved', 'refused'] as const;

/** What was taken by mistake, and slips that came too late; opens on what waits for a second person. */
export default function Corrections() {
  const { t } = useTranslation('office');
  const [search, setSearch] = useSearchParams();
  const state = states.find((known) => known === search.get('state')) ?? 'asked';
  const corrections = useList('listCorrections', { query: { state } });
  return (
    <>
      <Heading>{t('corrections.title')}</Heading>
      <p>{t('corrections.words')}</p>
      <Filters
        name={t('corrections.filter')}
        options={states.map((value) => ({ value, label: t(`correctionState.${value}`) }))}
        chosen={state}
        onChoose={(value) => setSearch(value === 'asked' ? {} : { state: value })}
      />
      <ReadStates of={corrections} />
      {corrections.items?.length === 0 && <p className="mt-3">{t(`corrections.empty.${state}`)}</p>}
      <ul className="console-rows mt-3">
        {corrections.items?.map(({ id, kind, providerId, askedAt }) => (
          <li key={id}>
            <h2 className="h6 mb-1">
              <Link to={`/office/corrections/${id}`}>
                {t(`correctionKind.${kind}`)}: <OrganisationName id={providerId} />
              </Link>
            </h2>
            <p className="mb-0">{t('correction.askedAt', { when: moment(askedAt) })}</p>
          </li>
        ))}
      </ul>
      <More list={corrections} />
    </>
  );
}
