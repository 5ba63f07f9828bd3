import { useTranslation } from 'react-i18next';
import { serviceNow } from '../../client/service-clock.ts';
import { useList } from '../../client/use-read.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import type { Assessment } from './case-page.tsx';
import { WhatIsWaitedFor } from './identity-bar.tsx';
import { TaskRow } from '../my-work/task-row.tsx';
import { groupOf } from '../my-work/task-groups.tsx';

/** What the case waits for and until when, and what of it is somebody's to do. */
export function OpenTasks({ assessment }: { readonly assessment: Assessment }) {
  const { t } = useTranslation('cases');
  const tasks = useList('listTasks', { query: { subjectId: assessment.id } });
  return (
    <section aria-labelledby="waits" className="mb-4">
      <h2 id="waits" className="h4">
        {t('timeline.waits')}
      </h2>
      <p>
        <WhatIsWaitedFor assessment={assessment} />
      </p>
      {tasks.error && <ProblemNotice error={tasks.error} onAgain={() => void tasks.refetch()} />}
      <ul className="console-rows">
        {tasks.items?.map((task) => (
          <TaskRow key={task.id} task={task} group={groupOf(task, serviceNow())} />
        ))}
      </ul>
    </section>
  );
}
