import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useWrite } from '../../client/use-write.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { Tag } from '../../parts/tag.tsx';
import { useSession } from '../../session/session-context.ts';
import { day, fromNow } from '../../words/format.ts';
import { Assign } from './assign.tsx';
import { OwnSteps } from './own-steps.tsx';
import { addressOf } from './task-address.ts';
import type { Group, OnMoved, Task } from './task-groups.tsx';

export function TaskRow({
  task,
  group,
  onMoved,
}: {
  readonly task: Task;
  readonly group: Group;
  readonly onMoved?: OnMoved | undefined;
}) {
  const { t } = useTranslation('work');
  const { me } = useSession();
  const name = task.about ? t('about', { title: task.title, about: task.about }) : task.title;
  const holder = task.assigneeId === null ? 'free' : task.assigneeId === me.accountId ? 'mine' : 'colleague';
  return (
    <li>
      <h3 className="h6 mb-1 console-sentence">{name}</h3>
      <p className="mb-2">
        {group === 'late' && <Tag tone="late">{t('late')}</Tag>}{' '}
        {group === 'soon' && <Tag tone="soon">{t('soon')}</Tag>}{' '}
        {task.dueAt ? t('due', { day: day(task.dueAt), when: fromNow(task.dueAt) }) : t('noTerm')}
        {' · '}
        {t(holder)}
        {task.escalatedAt && ` · ${t('escalated')}`}
      </p>
      <Actions task={task} holder={holder} name={name} onMoved={onMoved} />
    </li>
  );
}

/** Whoever may give a task to a colleague and see who there is. */
const assigners = ['caseworker', 'commissionMember', 'fundOfficer', 'administrator'] as const;

/** What its holder may do is offered to its holder; the service says no to whoever else tries. */
function Actions({
  task,
  holder,
  name,
  onMoved,
}: {
  readonly onMoved?: OnMoved | undefined;
  readonly task: Task;
  readonly holder: 'free' | 'mine' | 'colleague';
  readonly name: string;
}) {
  const { t } = useTranslation('work');
  const { me } = useSession();
  const [isAssigning, setAssigning] = useState(false);
  const claim = useWrite('claimTask', () => onMoved?.('claimed', name, task));
  const release = useWrite('releaseTask', () => onMoved?.('released', name, task));
  const params = { taskId: task.id };
  const error = claim.error ?? release.error;
  const address = addressOf(task);
  return (
    <>
      {address && (
        <Link className="btn btn-primary btn-sm me-2" to={address} aria-label={`${t('open')}: ${name}`}>
          {t('open')}
        </Link>
      )}
      {holder !== 'mine' && (
        <button
          type="button"
          className={`btn btn-sm ${address ? 'btn-outline-primary' : 'btn-primary'}`}
          aria-label={`${t('claim')}: ${name}`}
          disabled={claim.isPending}
          onClick={() => claim.mutate({ params })}
        >
          {t('claim')}
        </button>
      )}
      {holder === 'mine' && (
        <button
          type="button"
          className="btn btn-outline-primary btn-sm"
          aria-label={`${t('release')}: ${name}`}
          disabled={release.isPending}
          onClick={() => release.mutate({ params })}
        >
          {t('release')}
        </button>
      )}
      {assigners.some((role) => me.roles.includes(role)) && (
        <button
          type="button"
          className="btn btn-outline-primary btn-sm ms-2"
          aria-label={`${t('assign')}: ${name}`}
          aria-expanded={isAssigning}
          onClick={() => setAssigning(!isAssigning)}
        >
          {t('assign')}
        </button>
      )}
      {holder === 'mine' && (
        <OwnSteps task={task} name={name} onClosed={() => onMoved?.('completed', name, task)} />
      )}
      {error && <ProblemNotice error={error} />}
      {isAssigning && <Assign task={task} onDone={() => setAssigning(false)} />}
    </>
  );
}
