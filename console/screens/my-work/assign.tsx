import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWholeList } from '../../client/use-whole-list.ts';
import { useWrite } from '../../client/use-write.ts';
import { Field } from '../../parts/field.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import type { Task } from './task-groups.tsx';

/** Gives a task to a colleague with the role it is for. Who may not do it all the same, the service says. */
export function Assign({ task, onDone }: { readonly task: Task; readonly onDone: () => void }) {
  const { t } = useTranslation('work');
  const [accountId, setAccountId] = useState('');
  const colleagues = useWholeList('listAccounts', { query: { role: task.candidateRole, limit: 200 } });
  const assign = useWrite('assignTask', onDone);
  const others = colleagues.items?.filter(({ id, disabled }) => id !== task.assigneeId && !disabled) ?? [];
  return (
    <form
      className="console-search mt-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (accountId) assign.mutate({ params: { taskId: task.id }, body: { accountId } });
      }}
    >
      {assign.error && <ProblemNotice error={assign.error} />}
      <Field label={t('assign.to')}>
        {(control) => (
          <select {...control} value={accountId} onChange={(event) => setAccountId(event.target.value)}>
            <option value="">{t('assign.choose')}</option>
            {others.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
      <button type="submit" className="btn btn-primary" disabled={assign.isPending || !accountId}>
        {t('assign.do')}
      </button>
    </form>
  );
}
