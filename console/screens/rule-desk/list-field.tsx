import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../../parts/field.tsx';
import { spoken } from '../../words/words.ts';
import { typedOf, valueOf, type Measure } from './typed-value.ts';
import type { Fact, Literal } from './version-content.ts';

/** Several values of which one is enough: ticked from the catalogue, or typed one to a line. */
export function ListField({
  measure,
  value,
  onChange,
}: {
  readonly measure: Measure & Partial<Fact>;
  readonly value: readonly Literal[];
  readonly onChange: (value: readonly Literal[]) => void;
}) {
  const { t } = useTranslation('rules');
  const [typed, setTyped] = useState(() => value.map((one) => typedOf(measure, one)).join('\n'));
  const values = measure.values;
  if (!values)
    return (
      <Field label={t('comparison.values')} hint={t('comparison.values.hint')}>
        {(control) => (
          <textarea
            {...control}
            rows={4}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              const lines = event.target.value.split('\n').filter((line) => line.trim() !== '');
              onChange(lines.map((line) => valueOf(measure, line)));
            }}
          />
        )}
      </Field>
    );
  return (
    <fieldset className="console-field">
      <legend>{t('comparison.values')}</legend>
      {values.map((one) => (
        <label key={one.value} className="console-option">
          <input
            type="checkbox"
            checked={value.includes(one.value)}
            onChange={(event) =>
              onChange(
                event.target.checked ? [...value, one.value] : value.filter((chosen) => chosen !== one.value),
              )
            }
          />
          <span>{one.label[spoken()]}</span>
        </label>
      ))}
    </fieldset>
  );
}
