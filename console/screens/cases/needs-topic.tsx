import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useHouseholdPeople } from './household-people.ts';
import { NeedsForm } from './needs-form.tsx';
import type { TopicPage } from './new-case.tsx';

export function NeedsTopic({ draft, keep, onDone }: TopicPage) {
  const { t } = useTranslation('cases');
  const people = useHouseholdPeople(draft.householdId, draft.reason);
  if (people.error) return <ProblemNotice error={people.error} onAgain={() => void people.refetch()} />;
  if (!people.data) return <Loading />;
  return (
    <NeedsForm
      needs={draft.needs}
      people={people.data}
      onChange={(needs) => keep({ ...draft, needs })}
      onDone={() => onDone(draft)}
      back={<Link to="?topic=people">{t('goBack')}</Link>}
    />
  );
}
