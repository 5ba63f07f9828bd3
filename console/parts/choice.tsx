import { useId, type ReactNode } from 'react';
import { FieldNotes, notedBy } from './field-notes.tsx';

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
  const made = useId();
  const id = given ?? made;
  return (
    <fieldset className="console-field" aria-describedby={notedBy({ id, hint, error })}>
      <legend>{legend}</legend>
      <FieldNotes id={id} hint={hint} error={error} />
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
