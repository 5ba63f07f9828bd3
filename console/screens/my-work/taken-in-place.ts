import type { Task } from './task-groups.tsx';

export interface Placed {
  readonly at: number;
  readonly task: Task;
}

/** Whoever takes a task finds it where it was, as theirs: what is next is to open it. */
export function withTaken(items: readonly Task[], taken: readonly Placed[]): readonly Task[] {
  const shown = [...items];
  for (const { at, task } of taken) if (!shown.some(({ id }) => id === task.id)) shown.splice(at, 0, task);
  return shown;
}
