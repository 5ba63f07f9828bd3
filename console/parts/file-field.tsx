import type { FieldValues } from 'react-hook-form';
import { Field } from './field.tsx';
import { useAnswered } from './form.tsx';
import { messageOf, type FormField } from './text-field.tsx';

/** A file of somebody's computer; no draft keeps it. */
export function FileField<Values extends FieldValues>({
  form,
  formName,
  name,
  label,
  hint,
  wrong,
  accept,
}: Omit<FormField<Values>, 'optional'> & { readonly accept: string }) {
  const missing = useAnswered(form, name, { label, wrong });
  return (
    <Field id={`${formName}-${name}`} label={label} hint={hint} error={messageOf(form, name)}>
      {(control) => (
        <input
          {...control}
          type="file"
          accept={accept}
          {...form.register(name, {
            validate: (files: FileList | null) => (files?.length ?? 0) > 0 || missing,
          })}
        />
      )}
    </Field>
  );
}
