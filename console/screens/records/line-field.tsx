import { Field } from '../../parts/field.tsx';

/** One line of text, a day, an address: what a record's forms are mostly made of. */
export function LineField({
  id,
  label,
  hint,
  error,
  type = 'text',
  optional = false,
  value,
  onChange,
}: {
  /** Said where an error summary leads to it. */
  readonly id?: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly type?: 'text' | 'date' | 'email' | 'tel' | 'search' | 'number';
  readonly optional?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  return (
    <Field {...(id ? { id } : {})} label={label} hint={hint} error={error} optional={optional}>
      {(control) => (
        <input
          {...control}
          type={type}
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
