import { useId, type ReactNode } from 'react';

export interface Option {
  readonly value: string;
  readonly label: ReactNode;
}

/** One of a few, all in sight. */
export function Choice({
  legend,
  hint,
  options,
  chosen,
  onChoose,
}: {
  readonly legend: string;
  readonly hint?: string | undefined;
  readonly options: readonly Option[];
  readonly chosen: string;
  readonly onChoose: (value: string) => void;
}) {
  const id = useId();
  return (
    <fieldset className="console-field" aria-describedby={hint ? `${id}-hint` : undefined}>
      <legend>{legend}</legend>
      {hint && (
        <p id={`${id}-hint`} className="console-hint">
          {hint}
        </p>
      )}
      {options.map(({ value, label }) => (
        <label key={value} className="console-option">
          <input
            type="radio"
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
