import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useList } from '../../client/use-read.ts';
import { Filters } from '../../parts/filters.tsx';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { More } from '../../parts/more.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { DoneLine } from '../../parts/done-line.tsx';
import { useSession } from '../../session/session-context.ts';
import { TaskGroups, type OnMoved } from './task-groups.tsx';
import { useTakenInPlace } from './use-taken-in-place.ts';
import { Waiting } from './waiting.tsx';

const whoseTasks = ['mine', 'candidate', 'all'] as const;
const absent = ['caseworker', 'commissionMember', 'fundOfficer', 'administrator'] as const;
type Whose = (typeof whoseTasks)[number];

/** What is to be done: opens on one's own, the late ones first. */
export default function MyWork() {
  const { t } = useTranslation('work');
  const [search, setSearch] = useSearchParams();
  const whose = whoseTasks.find((known) => known === search.get('whose')) ?? 'mine';
  const { me } = useSession();
  const isLate = search.get('due') === 'late';
  const tasks = useList('listTasks', {
    query: { ...(whose === 'all' ? {} : { whose }), ...(isLate ? { overdue: 'true' as const } : {}) },
  });
  const [moved, setMoved] = useState<{ readonly where: Parameters<OnMoved>[0]; readonly name: string }>();
  const { shown, onTaken } = useTakenInPlace(tasks.items, whose === 'candidate');
  const onMoved: OnMoved = (where, name, task) => {
    setMoved({ where, name });
    onTaken(where, name, task);
  };
  const choose = (next: { readonly whose: Whose; readonly isLate: boolean }) =>
    setSearch({
      ...(next.whose === 'mine' ? {} : { whose: next.whose }),
      ...(next.isLate ? { due: 'late' } : {}),
    });
  return (
    <>
      <Heading>{t('title')}</Heading>
      <Filters
        name={t('filters')}
        options={whoseTasks.map((value) => ({ value, label: t(`whose.${value}`) }))}
        chosen={whose}
        onChoose={(value) => choose({ whose: value, isLate })}
      />
      <div className="mt-2">
        <Filters
          name={t('due.filter')}
          options={(['any', 'late'] as const).map((value) => ({ value, label: t(`due.${value}`) }))}
          chosen={isLate ? 'late' : 'any'}
          onChoose={(value) => choose({ whose, isLate: value === 'late' })}
        />
      </div>
      {absent.some((role) => me.roles.includes(role)) && (
        <p className="mt-3 mb-0">
          <Link to="/absences">{t('absence.title')}</Link>
        </p>
      )}
      {me.roles.includes('provider') && (
        <p className="mt-3 mb-0">
          {t('orders')} <Link to="/orders">{t('orders.see')}</Link>
        </p>
      )}
      {whose === 'mine' && <Waiting />}
      <DoneLine>
        {moved && (
          <>
            {t(moved.where, { name: moved.name })}{' '}
            {moved.where === 'claimed' && <Link to="/work">{t('claimed.see')}</Link>}
            {moved.where === 'released' && <Link to="/work?whose=candidate">{t('released.see')}</Link>}
          </>
        )}
      </DoneLine>
      {tasks.error && <ProblemNotice error={tasks.error} onAgain={() => void tasks.refetch()} />}
      {!tasks.items && !tasks.error && <Loading />}
      {shown?.length === 0 && <p className="console-empty">{t(`empty.${whose}`)}</p>}
      {shown && (
        <TaskGroups tasks={shown} isWhole={!tasks.hasNextPage && !tasks.hasPreviousPage} onMoved={onMoved} />
      )}
      <More list={tasks} />
    </>
  );
}
