import { hasRole, type Principal } from './principal.ts';
import type { Route } from './route.ts';

/** Of these steps those that a role of the caller may take at all. */
export function stepsOfRole<Step extends string>(
  principal: Principal,
  routes: readonly Route[],
  steps: readonly Step[],
): readonly Step[] {
  return steps.filter((step) => {
    const who = routes.find(({ operation }) => operation === step)?.who;
    return Array.isArray(who) && hasRole(principal, ...who);
  });
}
