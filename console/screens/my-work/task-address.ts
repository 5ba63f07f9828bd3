import type { Task } from './task-groups.tsx';

/** Where a task is done, as far as there is a screen for it. */
export function addressOf({ subjectKind, subjectId }: Task): string | undefined {
  return subjectKind === 'assessment' ? `/cases/${subjectId}` : undefined;
}
