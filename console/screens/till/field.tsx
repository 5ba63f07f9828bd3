import type { ReactNode } from 'react';

export interface Described {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean | undefined;
}

/** One thing to fill in: its name, what helps, what is wrong, each read out together with it. */
export function Field({
  id,
  label,
  hint,
  error,
  children,
}: {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly children: (described: Described) => ReactNode;
}) {
  const [hintId, errorId] = [`${id}-hint`, `${id}-error`];
  const describedBy = [hint && hintId, error && errorId].filter(Boolean).join(' ') || undefined;
  return (
    <div className="till-field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={hintId} className="till-hint">
          {hint}
        </p>
      )}
      {error && (
        <p id={errorId} className="till-wrong">
          {error}
        </p>
      )}
      {children({ id, 'aria-describedby': describedBy, 'aria-invalid': error ? true : undefined })}
    </div>
  );
}
