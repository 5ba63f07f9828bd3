import { useEffect, useRef, type ReactNode } from 'react';
import type { FieldErrors, FieldValues, UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../../client/problem.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';

/** A form that says on top what is wrong, first what is seen here and then what the service says of it. */
export function Form<Values extends FieldValues>({
  name,
  form,
  problem,
  onSend,
  children,
}: {
  /** Its fields have ids of it and their own name. */
  readonly name: string;
  readonly form: UseFormReturn<Values>;
  readonly problem: unknown;
  readonly onSend: (values: Values) => void;
  readonly children: ReactNode;
}) {
  const { errors, submitCount } = form.formState;
  const wrong = Object.keys(errors);
  return (
    <form noValidate onSubmit={(event) => void form.handleSubmit(onSend)(event)}>
      {wrong.length > 0 && (
        <ErrorSummary
          key={submitCount}
          items={wrong.map((field) => ({ id: `${name}-${field}`, words: wordsOf(errors, field) }))}
        />
      )}
      {wrong.length === 0 && problem != null && <ProblemNotice error={problem} />}
      {children}
    </form>
  );
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

/** Takes the focus, and stands in the window's name, so that nobody looks for what happened. */
function ErrorSummary({
  items,
}: {
  readonly items: readonly { readonly id: string; readonly words: string }[];
}) {
  const { t } = useTranslation();
  const { t: ofTill } = useTranslation('till');
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const title = document.title;
    document.title = t('errorTitle', { title });
    summary.current?.focus();
    return () => {
      document.title = title;
    };
  }, [t]);
  return (
    <div ref={summary} role="alert" tabIndex={-1} className="alert alert-danger">
      <p>
        <strong>{ofTill('form.wrong')}</strong>
      </p>
      <ul className="mb-0">
        {items.map(({ id, words }) => (
          <li key={id}>
            <a href={`#${id}`} onClick={(event) => reach(event, id)}>
              {words}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The address holds the screen's filters: a link within the page must not change it. */
function reach(event: { readonly preventDefault: () => void }, id: string): void {
  event.preventDefault();
  document.getElementById(id)?.focus();
}
