import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { roads } from '../../client/generated/operations.ts';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { day, romeToday } from '../../words/format.ts';
import { atHour } from '../../words/rome-time.ts';
import type { Task } from './task-groups.tsx';

/** A day alone is chosen: work begins then. */
const FOLLOW_UP_HOUR = 8;

/** What the holder of a task does with it: notes when to take it up again, and closes what no step closes. */
export function OwnSteps({
  task,
  name,
  onClosed,
}: {
  readonly task: Task;
  readonly name: string;
  readonly onClosed: () => void;
}) {
  const { t } = useTranslation('work');
  const [isOpen, setOpen] = useState(false);
  const complete = useWrite('completeTask', onClosed);
  // A task that is named after an operation is done by that operation.
  const isStep = task.kind in roads || task.kind === 'followSuggestion';
  return (
    <>
      {!isStep && (
        <button
          type="button"
          className="btn btn-outline-primary btn-sm ms-2"
          aria-label={`${t('complete')}: ${name}`}
          disabled={complete.isPending}
          onClick={() => complete.mutate({ params: { taskId: task.id } })}
        >
          {t('complete')}
        </button>
      )}
      <button
        type="button"
        className="btn btn-outline-primary btn-sm ms-2"
        aria-label={`${t('followUp')}: ${name}`}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {t('followUp')}
      </button>
      {complete.error && <ProblemNotice error={complete.error} />}
      {task.followUpAt && <p className="mt-2 mb-0">{t('followUp.on', { day: day(task.followUpAt) })}</p>}
      {isOpen && <FollowUp task={task} onDone={() => setOpen(false)} />}
    </>
  );
}

function FollowUp({ task, onDone }: { readonly task: Task; readonly onDone: () => void }) {
  const { t } = useTranslation('work');
  const form = useForm({
    defaultValues: { followUpAt: task.followUpAt ? romeToday(new Date(task.followUpAt)) : '' },
    shouldFocusError: false,
  });
  const formName = `follow-up-${task.id}`;
  const note = useWrite('followUpTask', onDone);
  const params = { taskId: task.id };
  return (
    <Form
      name={formName}
      form={form}
      problem={note.error}
      className="console-search mt-3"
      onSend={({ followUpAt: on }) =>
        note.mutate({ params, body: { followUpAt: atHour(on, FOLLOW_UP_HOUR) } })
      }
    >
      <TextField
        form={form}
        formName={formName}
        name="followUpAt"
        type="date"
        min={romeToday()}
        label={t('followUp.day')}
        hint={t('followUp.hint')}
      />
      <button type="submit" className="btn btn-primary" disabled={note.isPending}>
        {t('followUp.do')}
      </button>
      {task.followUpAt && (
        <button
          type="button"
          className="btn btn-outline-primary"
          disabled={note.isPending}
          onClick={() => note.mutate({ params, body: { followUpAt: null } })}
        >
          {t('followUp.none')}
        </button>
      )}
    </Form>
  );
}
