import type { ReactNode } from 'react';
import type { FieldValues } from 'react-hook-form';
import { useAnswered } from './form.tsx';
import { messageOf, type FormField } from './text-field.tsx';
import { FieldNotes, notedBy } from './field-notes.tsx';

/** Several of a few, all in sight: at least one, unless none is an answer too. */
export function ChecksField<Values extends FieldValues>({
  form,
  formName,
  name,
  label,
  hint,
  wrong,
  mayBeNone = false,
  options,
}: Omit<FormField<Values>, 'optional'> & {
  readonly mayBeNone?: boolean;
  readonly options: readonly { readonly value: string; readonly label: ReactNode }[];
}) {
  const missing = useAnswered(form, name, { label, wrong });
  const register = form.register(name, {
    validate: (chosen: readonly string[]) =>
      mayBeNone || options.some(({ value }) => chosen.includes(value)) || missing,
  });
  const id = `${formName}-${name}`;
  const error = messageOf(form, name);
  return (
    <fieldset id={id} tabIndex={-1} className="console-field" aria-describedby={notedBy({ id, hint, error })}>
      <legend>{label}</legend>
      <FieldNotes id={id} hint={hint} error={error} />
      {options.map(({ value, label: words }) => (
        <label key={value} className="console-option">
          <input type="checkbox" value={value} {...register} />
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  );
}
