import { expect, it } from 'vitest';
import { withoutTold } from '../../console/screens/cases/told-by-step.ts';

it('a task that a step closed is told as the step, and nothing else is left out', () => {
  const task = (completedAt: string | null) => ({ completedAt });
  const [closed, done, open] = [
    task('2026-12-01T09:00:00.000Z'),
    task('2026-12-01T10:00:00.000Z'),
    task(null),
  ];
  expect(withoutTold([closed, done, open], [{ at: '2026-12-01T09:00:00.000Z' }])).toEqual([done, open]);
});
