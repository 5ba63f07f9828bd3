import { useState } from 'react';
import { useSession } from '../../session/session-context.ts';
import { withTaken, type Placed } from './taken-in-place.ts';
import type { OnMoved, Task } from './task-groups.tsx';

/** What was taken here stays in the list of what is to be taken, until the page is left. */
export function useTakenInPlace(items: readonly Task[] | undefined, isKept: boolean) {
  const { me } = useSession();
  const [taken, setTaken] = useState<readonly Placed[]>([]);
  const onTaken: OnMoved = (where, _name, task) => {
    const others = taken.filter((one) => one.task.id !== task.id);
    const at = items?.findIndex(({ id }) => id === task.id) ?? 0;
    setTaken(where === 'claimed' ? [...others, { at, task: { ...task, assigneeId: me.accountId } }] : others);
  };
  return { shown: items && (isKept ? withTaken(items, taken) : items), onTaken };
}
