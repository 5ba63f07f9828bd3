import type { Step } from './use-own-application.ts';

/** What whoever has these roles has to do themselves now, in the order in which it is told. */
export function ownStepsOf(
  { steps }: { readonly steps: readonly Step[] },
  roles: readonly string[],
): readonly Step[] {
  return steps.filter(
    ({ state, owner, dueOn }) => state === 'open' && dueOn !== null && roles.includes(owner),
  );
}
