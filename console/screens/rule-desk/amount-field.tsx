import { useTranslation } from 'react-i18next';
import { Field } from '../../parts/field.tsx';
import { ParameterField } from './parameter-field.tsx';
import type { Measure } from './typed-value.ts';
import { ValueField } from './value-field.tsx';
import { isParameter, type Amount, type VersionContent } from './version-content.ts';

/** An amount of an outcome: a figure, or the parameter that holds it. */
export function AmountField({
  label,
  unit,
  isOptional,
  content,
  value,
  onChange,
}: {
  readonly label: string;
  readonly unit: string;
  readonly isOptional: boolean;
  readonly content: VersionContent;
  readonly value: Amount | undefined;
  readonly onChange: (value: unknown) => void;
}) {
  const { t } = useTranslation('rules');
  const kind = value === undefined ? 'without' : isParameter(value) ? 'parameter' : 'value';
  const measure: Measure = { type: unit === 'cents' ? 'cents' : 'integer', unit };
  const choose = (next: string) =>
    onChange(next === 'without' ? undefined : next === 'value' ? 0 : { parameter: '' });
  return (
    <>
      <Field label={label} optional={isOptional}>
        {(control) => (
          <select {...control} value={kind} onChange={(event) => choose(event.target.value)}>
            {(isOptional || kind === 'without') && <option value="without">{t('outcome.without')}</option>}
            <option value="value">{t('comparison.kind.value')}</option>
            <option value="parameter">{t('comparison.kind.parameter')}</option>
          </select>
        )}
      </Field>
      {kind === 'value' && (
        <ValueField
          label={t('outcome.value', { label })}
          measure={measure}
          value={value as number}
          onChange={(next) => onChange(next ?? '')}
        />
      )}
      {kind === 'parameter' && isParameter(value) && (
        <ParameterField
          label={t('outcome.parameter', { label })}
          content={content}
          measure={measure}
          value={value}
          onChange={onChange}
        />
      )}
    </>
  );
}
