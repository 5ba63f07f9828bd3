import { useId, useMemo, useState, type ReactNode } from 'react';
import { ProblemError } from '../client/problem.ts';
import { ErrorSummary } from './error-summary.tsx';
import { ProblemNotice } from './problem-notice.tsx';

/** A field of a form: whether it can be sent as it is, and what to write in it otherwise. */
export interface Checked {
  readonly isWrong: boolean;
  readonly words: string;
}

/**
 * What is wrong with a form, on top and at each field: what is seen here before it is sent, and what the service says
 * of a field by its place, told in the field's own words.
 */
export function useFaults<Name extends string>(
  fields: Readonly<Record<Name, Checked>>,
  error: unknown,
): {
  readonly summary: ReactNode;
  /** What its field needs to be led to, and to say what is wrong. */
  readonly field: (name: Name) => { readonly id: string; readonly error: string | undefined };
  readonly isSound: () => boolean;
} {
  const form = useId();
  const [asked, setAsked] = useState(0);
  const names = Object.keys(fields) as Name[];
  const seen = asked > 0 ? names.filter((name) => fields[name].isWrong) : [];
  const told = seen.length === 0 ? toldOf(names, error) : [];
  const wrong = [...seen, ...told];
  // One and the same as long as the refusal is: a new one would take the focus again.
  const inOwnWords = useMemo(() => retold(error, fields), [error]);
  return {
    summary: (
      <>
        {seen.length > 0 && (
          <ErrorSummary
            faults={seen.map((name) => ({ field: `${form}-${name}`, message: fields[name].words }))}
            asked={asked}
          />
        )}
        {error != null && seen.length === 0 && <ProblemNotice error={inOwnWords} />}
      </>
    ),
    field: (name) => ({
      id: `${form}-${name}`,
      error: wrong.includes(name) ? fields[name].words : undefined,
    }),
    isSound() {
      const isSound = names.every((name) => !fields[name].isWrong);
      setAsked(isSound ? 0 : asked + 1);
      return isSound;
    },
  };
}

function toldOf<Name extends string>(names: readonly Name[], error: unknown): readonly Name[] {
  if (!(error instanceof ProblemError)) return [];
  const places = error.problem.errors?.map(({ pointer }) => pointer) ?? [];
  return names.filter((name) => places.some((place) => place.split('/').includes(name)));
}

/** The refusal as the service tells it, with what it says of single fields in the fields' own words. */
function retold<Name extends string>(error: unknown, fields: Readonly<Record<Name, Checked>>): unknown {
  if (!(error instanceof ProblemError) || !error.problem.errors) return error;
  const names = Object.keys(fields) as Name[];
  const errors = error.problem.errors.map((one) => {
    const name = names.find((known) => one.pointer.split('/').includes(known));
    return name ? { ...one, message: fields[name].words } : one;
  });
  return new ProblemError({ ...error.problem, errors });
}
