import type { ReactNode } from 'react';

/** A question with its answers in sight. */
export function Choice({
  name,
  legend,
  hint,
  children,
}: {
  readonly name: string;
  readonly legend: string;
  readonly hint?: string;
  readonly children: ReactNode;
}) {
  return (
    <fieldset aria-describedby={hint && `${name}-hint`}>
      <legend>{legend}</legend>
      {children}
      {hint && <small id={`${name}-hint`}>{hint}</small>}
    </fieldset>
  );
}

export function Option({
  name,
  value,
  checked,
  onChoose,
  children,
}: {
  readonly name: string;
  readonly value: string;
  readonly checked: boolean;
  readonly onChoose: () => void;
  readonly children: ReactNode;
}) {
  const id = `${name}-${value}`;
  return (
    <div className="console-option">
      <input type="radio" id={id} name={name} value={value} checked={checked} onChange={onChoose} />
      <label htmlFor={id}>{children}</label>
    </div>
  );
}

/** A field with its label and, above it, what is wrong with it. */
export function Field({
  id,
  label,
  error,
  children,
}: {
  readonly id: string;
  readonly label: string;
  readonly error: string | false;
  readonly children: ReactNode;
}) {
  return (
    <div className="mb-4">
      <label htmlFor={id}>{label}</label>
      {error && (
        <p id={`${id}-error`} className="console-field-error">
          {error}
        </p>
      )}
      {children}
    </div>
  );
}
