import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useRead } from '../../client/use-read.ts';
import { Filters } from '../../parts/filters.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { useSession } from '../../session/session-context.ts';
import { romeToday } from '../../words/format.ts';
import { EmployerFrame } from './employer-frame.tsx';
import { FringeEntries } from './fringe-entries.tsx';
import { FringeForm } from './fringe-form.tsx';
import { FringePeople } from './fringe-people.tsx';

/** So many years back what was given is still looked at; the payroll file has them all. */
const YEARS_SHOWN = 3;

/** What an employer gave outside vouchers, and how near the year's limit its people are: sums, never purchases. */
export default function Fringe() {
  const { t } = useTranslation('employer');
  const { me } = useSession();
  const [search, setSearch] = useSearchParams();
  const thisYear = Number(romeToday().slice(0, 4));
  const years = Array.from({ length: YEARS_SHOWN }, (_none, back) => String(thisYear - back));
  const year = years.find((known) => known === search.get('year')) ?? years[0]!;
  const params = { organisationId: me.organisationId ?? '' };
  const standings = useRead('listFringe', { params, query: { year: Number(year) } });
  const people = standings.data?.items;
  return (
    <EmployerFrame title={t('fringe.title')}>
      <p>{t('fringe.words')}</p>
      <Filters
        name={t('fringe.year')}
        options={years.map((value) => ({ value, label: value }))}
        chosen={year}
        onChoose={(value) => setSearch(value === years[0] ? {} : { year: value })}
      />
      <ReadStates of={standings} />
      {people && <FringePeople year={Number(year)} people={people} />}
      {people && people.length > 0 && <FringeForm key={year} year={year} people={people} />}
      <FringeEntries year={Number(year)} people={people ?? []} />
    </EmployerFrame>
  );
}
