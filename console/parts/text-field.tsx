import type { InputHTMLAttributes } from 'react';
import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { Field } from './field.tsx';
import { useAnswered } from './form.tsx';

export interface FormField<Values extends FieldValues> {
  readonly form: UseFormReturn<Values>;
  /** Of the form: the summary of its errors leads to a field by it. */
  readonly formName: string;
  readonly name: Path<Values>;
  readonly label: string;
  readonly hint?: string | undefined;
  /** What is said when it is wrong, by this page or by the service: else that it is missing, or what the service says. */
  readonly wrong?: string | undefined;
  readonly optional?: boolean;
}

/** Something typed: one line, or several. What may be left out is right when it is empty. */
export function TextField<Values extends FieldValues>({
  form,
  formName,
  name,
  label,
  hint,
  wrong,
  optional = false,
  isRight = (typed) => typed.trim() !== '',
  faultOf,
  rows,
  ...input
}: FormField<Values> & {
  readonly isRight?: (typed: string) => boolean;
  /** What exactly is wrong, where that can be told. */
  readonly faultOf?: ((typed: string) => string | undefined) | undefined;
  /** Several lines. */
  readonly rows?: number;
} & Pick<
    InputHTMLAttributes<HTMLInputElement>,
    'type' | 'inputMode' | 'maxLength' | 'autoComplete' | 'min' | 'max' | 'spellCheck'
  >) {
  const missing = useAnswered(form, name, { label, wrong });
  const registered = form.register(name, {
    validate: (typed: string) =>
      (optional && typed.trim() === '') || (faultOf?.(typed) ?? (isRight(typed) || missing)),
  });
  return (
    <Field
      id={`${formName}-${name}`}
      label={label}
      hint={hint}
      optional={optional}
      error={messageOf(form, name)}
    >
      {(control) =>
        rows === undefined ? (
          <input {...control} {...registered} className="form-control" autoComplete="off" {...input} />
        ) : (
          <textarea
            {...control}
            {...registered}
            className="form-control"
            rows={rows}
            maxLength={input.maxLength}
          />
        )
      }
    </Field>
  );
}

/** What is wrong with a field, once it was sent. */
export function messageOf<Values extends FieldValues>(
  { formState: { errors } }: UseFormReturn<Values>,
  name: string,
): string | undefined {
  const message = errors[name]?.message;
  return typeof message === 'string' ? message : undefined;
}
