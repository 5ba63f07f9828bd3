import { ProblemError } from '../../client/problem.ts';

type Words = (field: string) => string | undefined;

/** What to say at each field that the service refused: in the words of the field where it has some of its own. */
export function faultsByField(error: unknown, words: Words): ReadonlyMap<string, string> {
  const errors = error instanceof ProblemError ? (error.problem.errors ?? []) : [];
  return new Map(
    errors.map(({ pointer, message }) => {
      const field = pointer.split('/').at(-1)!;
      return [field, words(field) ?? message];
    }),
  );
}
