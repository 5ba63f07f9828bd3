import { createContext, useContext, useEffect, type ReactNode } from 'react';
import type { FieldErrors, FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { ProblemError } from '../client/problem.ts';
import { ErrorSummary } from './error-summary.tsx';
import { ProblemNotice } from './problem-notice.tsx';

/** What the service answered to the form around a field. */
const AnsweredContext = createContext<unknown>(undefined);

/** A form that says on top what is wrong, first what is seen here and then what the service says of it. */
export function Form<Values extends FieldValues>({
  name,
  form,
  problem,
  onSend,
  className,
  children,
}: {
  /** Its fields have ids of it and their own name. */
  readonly name: string;
  readonly form: UseFormReturn<Values>;
  readonly problem: unknown;
  readonly onSend: (values: Values) => void;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const { errors, submitCount } = form.formState;
  const wrong = Object.keys(errors);
  return (
    <form noValidate className={className} onSubmit={(event) => void form.handleSubmit(onSend)(event)}>
      {wrong.length > 0 && (
        <ErrorSummary
          asked={submitCount}
          faults={wrong.map((field) => ({ field: `${name}-${field}`, message: wordsOf(errors, field) }))}
        />
      )}
      {wrong.length === 0 && problem != null && <ProblemNotice error={problem} />}
      <AnsweredContext value={problem}>{children}</AnsweredContext>
    </form>
  );
}

/** What the service found wrong with a field is told at the field, in the field's own words. */
export function useAnswered<Values extends FieldValues>(
  form: UseFormReturn<Values>,
  field: Path<Values>,
  words: string,
): void {
  const problem = useContext(AnsweredContext);
  useEffect(() => {
    if (!(problem instanceof ProblemError)) return;
    const isWrong = problem.problem.errors?.some(({ pointer }) => pointer.split('/').includes(field));
    if (isWrong) form.setError(field, { message: words });
    // Once for each answer: what is typed afterwards is looked at anew when it is sent.
  }, [problem]);
}

/** What is wrong with a field: what was seen here, or what the service said of it. */
export function wrongWith(errors: FieldErrors, problem: unknown, field: string): string | undefined {
  const seen = wordsOf(errors, field);
  if (seen) return seen;
  if (!(problem instanceof ProblemError)) return undefined;
  return problem.problem.errors?.find(({ pointer }) => pointer === `/body/${field}`)?.message;
}

function wordsOf(errors: FieldErrors, field: string): string {
  const message = errors[field]?.message;
  return typeof message === 'string' ? message : '';
}
