import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export interface Option {
  readonly value: string;
  readonly label: ReactNode;
}

/** One of a few, all in sight. */
export function Choice({
  id: given,
  legend,
  hint,
  error,
  options,
  chosen,
  onChoose,
}: {
  /** Of its first answer, said where an error summary leads to it. */
  readonly id?: string;
  readonly legend: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly options: readonly Option[];
  readonly chosen: string;
  readonly onChoose: (value: string) => void;
}) {
  const { t } = useTranslation();
  const made = useId();
  const id = given ?? made;
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <fieldset className="console-field" aria-describedby={describedBy || undefined}>
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
      {options.map(({ value, label }, index) => (
        <label key={value} className="console-option">
          <input
            type="radio"
            id={index === 0 ? id : undefined}
            name={id}
            value={value}
            checked={value === chosen}
            onChange={() => onChoose(value)}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
