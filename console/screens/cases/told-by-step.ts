/** Tasks but those that a step closed, at its moment: what was done then is told as the step. */
export function withoutTold<Task extends { readonly completedAt: string | null }>(
  tasks: readonly Task[],
  steps: readonly { readonly at: string }[],
): readonly Task[] {
  const told = new Set(steps.map(({ at }) => at));
  return tasks.filter(({ completedAt }) => completedAt === null || !told.has(completedAt));
}
