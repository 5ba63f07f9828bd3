import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Control {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

/** A label, a hint, what is wrong, and the control they belong to. */
export function Field({
  id: given,
  label,
  hint,
  error,
  optional = false,
  children,
}: {
  /** Said where an error summary leads to it. */
  readonly id?: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly optional?: boolean;
  readonly children: (control: Control) => ReactNode;
}) {
  const { t } = useTranslation();
  const made = useId();
  const id = given ?? made;
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="console-field">
      <label htmlFor={id}>
        {label}
        {optional && <small> ({t('optional')})</small>}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="console-hint">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="console-error">
          {t('errorTitle', { title: error })}
        </p>
      )}
      {children({
        id,
        'aria-describedby': describedBy || undefined,
        'aria-invalid': error ? true : undefined,
      })}
    </div>
  );
}
