import { Field } from '../../parts/field.tsx';

interface Typed {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function TextField({
  type = 'text',
  value,
  onChange,
  ...told
}: Typed & { readonly type?: 'text' | 'date' }) {
  return (
    <Field {...told}>
      {(control) => (
        <input
          {...control}
          type={type}
          maxLength={200}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** A whole number; typed, for arrows beside a number change it by accident. */
export function CountField({
  value,
  onChange,
  optional = false,
  ...told
}: Typed & { readonly optional?: boolean }) {
  return (
    <Field {...told} optional={optional}>
      {(control) => (
        <input
          {...control}
          inputMode="numeric"
          maxLength={7}
          value={value}
          onChange={(event) => onChange(event.target.value.trim())}
        />
      )}
    </Field>
  );
}
