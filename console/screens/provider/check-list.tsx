import { useId } from 'react';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';

/** Several of a few, all in sight. */
export function CheckList({
  id: given,
  legend,
  hint,
  error,
  options,
  register,
}: {
  readonly id?: string;
  readonly legend: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly register: UseFormRegisterReturn;
}) {
  const { t } = useTranslation();
  const own = useId();
  const id = given ?? own;
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <fieldset id={id} tabIndex={-1} className="console-field" aria-describedby={describedBy || undefined}>
      <legend>{legend}</legend>
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
      {options.map(({ value, label }) => (
        <label key={value} className="console-option">
          <input type="checkbox" value={value} {...register} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
