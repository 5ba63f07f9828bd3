import { createContext, useContext, useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import type { FieldErrors, FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../client/problem.ts';
import { ErrorSummary } from './error-summary.tsx';
import { ProblemNotice } from './problem-notice.tsx';
import { WithinPage } from './within-page.tsx';

/** The form around a field. */
interface Around {
  /** What the service answered to it. */
  readonly problem: unknown;
  /** What a field is called, where what is said of it does not name it. */
  readonly labels: Map<string, string>;
}

const AroundContext = createContext<Around>({ problem: null, labels: new Map() });

/** A form that says on top what is wrong, first what is seen here and then what the service says of it. */
export function Form<Values extends FieldValues>({
  name,
  form,
  problem,
  onSend,
  children,
  ...rest
}: {
  /** Its fields have ids of it and their own name. */
  readonly name: string;
  readonly form: UseFormReturn<Values>;
  readonly problem: unknown;
  /** Left out where it is not sent from within: Enter only says what is missing. */
  readonly onSend?: (values: Values) => void;
  /** Something in it is another than before. */
  readonly onChange?: () => void;
  readonly className?: string;
  readonly role?: 'search';
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const [labels] = useState(() => new Map<string, string>());
  const [told, setTold] = useState<unknown>(null);
  const { errors, submitCount } = form.formState;
  const wrong = Object.keys(errors);
  // What was told at its fields does not come up again as each of them is put right.
  if (wrong.length > 0 && told !== problem) setTold(problem);
  const said = (field: string) => {
    const [label, words] = [labels.get(field), wordsOf(errors, field)];
    if (label === undefined) return words;
    return words === t('field.missing') ? label : `${label}: ${words}`;
  };
  return (
    <form
      noValidate
      onSubmit={(event) => void form.handleSubmit((values) => onSend?.(values))(event)}
      {...rest}
    >
      {wrong.length > 0 && (
        <ErrorSummary
          asked={submitCount}
          faults={wrong.map((field) => ({ field: `${name}-${field}`, message: said(field) }))}
        />
      )}
      {wrong.length === 0 && problem != null && told !== problem && (
        <ProblemNotice
          error={problem}
          leadTo={({ pointer, message }) => {
            const field = fieldAt(form, pointer);
            return field && <WithinPage to={`${name}-${field}`}>{message}</WithinPage>;
          }}
        />
      )}
      <AroundContext value={{ problem, labels }}>{children}</AroundContext>
    </form>
  );
}

/** Whether a form says all that it asks; if not, it tells what is missing. For what is not done by sending it. */
export function isComplete<Values extends FieldValues>(form: UseFormReturn<Values>): Promise<boolean> {
  return new Promise((answer) => {
    void form.handleSubmit(
      () => answer(true),
      () => answer(false),
    )();
  });
}

/**
 * What the service found wrong with a field is told at the field, in the field's own words where it has some. Returns
 * what is said of it when its answer is missing.
 */
export function useAnswered<Values extends FieldValues>(
  form: UseFormReturn<Values>,
  field: Path<Values>,
  { label, wrong }: { readonly label: string; readonly wrong?: string | undefined },
): string {
  const { t } = useTranslation();
  const { problem, labels } = useContext(AroundContext);
  useEffect(() => {
    if (wrong === undefined) labels.set(field, label);
  });
  const tell = useEffectEvent(() => {
    if (!(problem instanceof ProblemError)) return;
    const fault = problem.problem.errors?.find(({ pointer }) => fieldAt(form, pointer) === field);
    if (fault) form.setError(field, { message: wrong ?? fault.message });
  });
  // Once for each answer: what is typed afterwards is looked at anew when it is sent.
  useEffect(() => tell(), [problem]);
  const { clearErrors } = form;
  // What is no longer asked has nothing wrong with it.
  useEffect(() => () => clearErrors(field), [clearErrors, field]);
  return wrong ?? t('field.missing');
}

/** The innermost place of what was sent for which the form has a field. */
function fieldAt<Values extends FieldValues>(form: UseFormReturn<Values>, pointer: string) {
  const values = form.getValues();
  return pointer.split('/').findLast((place) => Object.hasOwn(values, place));
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
