import { ProblemError } from '../../client/problem.ts';

/** What the service found wrong with a version, each at its place. */
export type Fault = { readonly pointer: string; readonly message: string };

export function faultsIn(error: unknown): readonly Fault[] {
  return error instanceof ProblemError ? (error.problem.errors ?? []) : [];
}

/** Those at a place or within it. */
export function faultsAt(faults: readonly Fault[], place: string): readonly Fault[] {
  return faults.filter(({ pointer }) => pointer === place || pointer.startsWith(`${place}/`));
}
