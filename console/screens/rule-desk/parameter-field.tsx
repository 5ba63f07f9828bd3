import { useTranslation } from 'react-i18next';
import { Field } from '../../parts/field.tsx';
import { useSaid } from './said.ts';
import type { Measure } from './typed-value.ts';
import type { ParameterReference, VersionContent } from './version-content.ts';

/** A dated parameter by its name, of those in the same unit, with its entry when it is a table. */
export function ParameterField({
  label,
  content,
  measure,
  value,
  onChange,
}: {
  readonly label?: string;
  readonly content: VersionContent;
  readonly measure: Measure;
  readonly value: ParameterReference;
  readonly onChange: (value: ParameterReference) => void;
}) {
  const { t } = useTranslation('rules');
  const said = useSaid(content);
  const isOffered = ({ name, unit }: { readonly name: string; readonly unit: string }) =>
    unit === measure.unit || name === value.parameter;
  const offered = [...new Set(content.parameters.filter(isOffered).map(({ name }) => name))];
  const held = said.parameter(value.parameter)?.value;
  const keys = typeof held === 'object' ? Object.keys(held) : undefined;
  const choose = (parameter: string) => {
    const chosen = said.parameter(parameter)?.value;
    onChange(typeof chosen === 'object' ? { parameter, key: Object.keys(chosen)[0] ?? '' } : { parameter });
  };
  return (
    <>
      <Field label={label ?? t('comparison.parameter')}>
        {(control) => (
          <select {...control} value={value.parameter} onChange={(event) => choose(event.target.value)}>
            {!offered.includes(value.parameter) && <option value={value.parameter}>{t('choose')}</option>}
            {offered.map((name) => (
              <option key={name} value={name}>
                {said.text(said.parameter(name)?.label) || name}
              </option>
            ))}
          </select>
        )}
      </Field>
      {keys && (
        <Field label={t('comparison.entry')}>
          {(control) => (
            <select
              {...control}
              value={value.key ?? ''}
              onChange={(event) => onChange({ parameter: value.parameter, key: event.target.value })}
            >
              {keys.map((key) => (
                <option key={key} value={key}>
                  {said.amount(said.parameter(value.parameter)?.unit ?? 'none', {
                    parameter: value.parameter,
                    key,
                  })}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
    </>
  );
}
