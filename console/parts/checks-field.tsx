import type { ReactNode } from 'react';
import type { FieldValues } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useAnswered } from './form.tsx';
import { messageOf, type FormField } from './text-field.tsx';

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
  const { t } = useTranslation();
  const missing = useAnswered(form, name, { label, wrong });
  const register = form.register(name, {
    validate: (chosen: readonly string[]) =>
      mayBeNone || options.some(({ value }) => chosen.includes(value)) || missing,
  });
  const id = `${formName}-${name}`;
  const error = messageOf(form, name);
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <fieldset id={id} tabIndex={-1} className="console-field" aria-describedby={describedBy || undefined}>
      <legend>{label}</legend>
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
      {options.map(({ value, label: words }) => (
        <label key={value} className="console-option">
          <input type="checkbox" value={value} {...register} />
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  );
}
