import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { serviceNow } from '../../client/service-clock.ts';
import { TaskRow } from './task-row.tsx';

export type Task = Answer<'listTasks'>['items'][number];

const SOON_MS = 3 * 86_400_000;

const groups = ['late', 'soon', 'later'] as const;
export type Group = (typeof groups)[number];

/** Late, due within three days, later: the service says what is overdue, and its clock the rest. */
export function groupOf(task: Task, now: number): Group {
  if (task.overdue) return 'late';
  return task.dueAt !== null && Date.parse(task.dueAt) - now < SOON_MS ? 'soon' : 'later';
}

/** Where a task went that somebody took or gave back. */
export type OnMoved = (where: 'claimed' | 'released' | 'completed', name: string, task: Task) => void;

export function TaskGroups({
  tasks,
  isWhole,
  onMoved,
}: {
  readonly tasks: readonly Task[];
  /** Else there may be more of each group on the pages that were not read. */
  readonly isWhole: boolean;
  readonly onMoved: OnMoved;
}) {
  const { t } = useTranslation('work');
  const byGroup = Map.groupBy(tasks, (task) => groupOf(task, serviceNow()));
  return groups.flatMap((group) => {
    const members = byGroup.get(group);
    if (!members) return [];
    return [
      <section key={group} aria-labelledby={`group-${group}`} className="mt-4">
        <h2 id={`group-${group}`} className="h4">
          {t(`group.${group}`)}{' '}
          <small>{t(isWhole ? 'count' : 'count.atLeast', { count: members.length })}</small>
        </h2>
        <ul className="console-rows">
          {members.map((task) => (
            <TaskRow key={task.id} task={task} group={group} onMoved={onMoved} />
          ))}
        </ul>
      </section>,
    ];
  });
}
