import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../../parts/field.tsx';
import { spoken } from '../../words/words.ts';
import { typedOf, valueOf, type Measure } from './typed-value.ts';
import type { Fact, Literal } from './version-content.ts';

/** A value typed as its measure asks: yes or no, one of the catalogue's, a day, an amount in euro, a count. */
export function ValueField({
  id,
  label,
  hint,
  error,
  measure,
  value,
  isOptional = false,
  onChange,
}: {
  /** Said where what is wrong leads to it. */
  readonly id?: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly measure: Measure & Partial<Fact>;
  readonly value: Literal | null | undefined;
  /** Left empty it is not known. */
  readonly isOptional?: boolean;
  readonly onChange: (value: Literal | null) => void;
}) {
  const { t } = useTranslation('rules');
  const [typed, setTyped] = useState(() => typedOf(measure, value));
  const isTypedText = measure.type !== 'boolean' && measure.type !== 'enum' && measure.type !== 'date';
  // Set from elsewhere, by an undo, it is shown as it is now; while it is typed, as it is typed.
  const shown = isTypedText && isSame(valueOf(measure, typed), value) ? typed : typedOf(measure, value);
  const take = (text: string) => {
    setTyped(text);
    onChange(text === '' && isOptional ? null : valueOf(measure, text));
  };
  const options =
    measure.type === 'boolean'
      ? [
          { value: 'true', label: t('value.yes') },
          { value: 'false', label: t('value.no') },
        ]
      : measure.values?.map((one) => ({ value: one.value, label: one.label[spoken()] }));
  return (
    <Field {...(id ? { id } : {})} label={label} hint={hint ?? hintOf(measure, t)} error={error}>
      {(control) =>
        options ? (
          <select {...control} value={shown} onChange={(event) => take(event.target.value)}>
            {(isOptional || shown === '') && <option value="">{t('value.unknown')}</option>}
            {options.map((one) => (
              <option key={one.value} value={one.value}>
                {one.label}
              </option>
            ))}
          </select>
        ) : (
          <input
            {...control}
            type={measure.type === 'date' ? 'date' : 'text'}
            inputMode={measure.type === 'date' ? undefined : 'decimal'}
            autoComplete="off"
            value={shown}
            onChange={(event) => take(event.target.value)}
          />
        )
      }
    </Field>
  );
}

function isSame(one: Literal, other: Literal | null | undefined): boolean {
  return one === other || (one === '' && (other === null || other === undefined));
}

function hintOf(
  { type, unit, range }: Measure & Partial<Fact>,
  t: ReturnType<typeof useTranslation<'rules'>>['t'],
): string | undefined {
  if (type === 'cents' || unit === 'cents') return t('hint.euro');
  if (unit === 'hundredths') return t('hint.points');
  if (unit === 'percent') return t('hint.percent');
  return range ? t('hint.range', range) : undefined;
}
