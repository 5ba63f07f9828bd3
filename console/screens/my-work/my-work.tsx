import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useList } from '../../client/use-read.ts';
import { Filters } from '../../parts/filters.tsx';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { More } from '../../parts/more.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { TaskGroups } from './task-groups.tsx';

const whoseTasks = ['mine', 'candidate', 'all'] as const;
type Whose = (typeof whoseTasks)[number];

/** What is to be done: opens on one's own, the late ones first. */
export default function MyWork() {
  const { t } = useTranslation('work');
  const [search, setSearch] = useSearchParams();
  const whose = whoseTasks.find((known) => known === search.get('whose')) ?? 'mine';
  const tasks = useList('listTasks', { query: whose === 'all' ? {} : { whose } });
  return (
    <>
      <Heading>{t('title')}</Heading>
      <Filters
        name={t('filters')}
        options={whoseTasks.map((value) => ({ value, label: t(`whose.${value}`) }))}
        chosen={whose}
        onChoose={(value) => setSearch(value === 'mine' ? {} : { whose: value })}
      />
      {tasks.error && <ProblemNotice error={tasks.error} onAgain={() => void tasks.refetch()} />}
      {!tasks.items && !tasks.error && <Loading />}
      {tasks.items?.length === 0 && <Empty whose={whose} />}
      {tasks.items && <TaskGroups tasks={tasks.items} />}
      <More list={tasks} />
    </>
  );
}

function Empty({ whose }: { readonly whose: Whose }) {
  const { t } = useTranslation('work');
  return (
    <div className="console-empty">
      <p>{t(`empty.${whose}`)}</p>
      {whose === 'mine' && (
        <Link className="btn btn-primary" to="?whose=candidate">
          {t('empty.mine.next')}
        </Link>
      )}
    </div>
  );
}
