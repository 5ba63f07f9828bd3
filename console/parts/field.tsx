import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldNotes, notedBy } from './field-notes.tsx';

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
  return (
    <div className="console-field">
      <label htmlFor={id}>
        {label}
        {optional && <small> ({t('optional')})</small>}
      </label>
      <FieldNotes id={id} hint={hint} error={error} />
      {children({
        id,
        'aria-describedby': notedBy({ id, hint, error }),
        'aria-invalid': error ? true : undefined,
      })}
    </div>
  );
}
