import { useTranslation } from 'react-i18next';
import { Field } from '../../parts/field.tsx';
import { ListField } from './list-field.tsx';
import { ParameterField } from './parameter-field.tsx';
import { useSaid } from './said.ts';
import { ValueField } from './value-field.tsx';
import {
  isFact,
  isParameter,
  operators,
  type Comparison,
  type Literal,
  type Operand,
  type Operator,
  type VersionContent,
} from './version-content.ts';

const kinds = ['value', 'parameter', 'fact'] as const;
type Kind = (typeof kinds)[number];

/** One condition of a cell: how it is compared, and with what: a value, a dated parameter, another fact. */
export function ComparisonFields({
  comparison,
  content,
  onChange,
}: {
  readonly comparison: Comparison;
  readonly content: VersionContent;
  readonly onChange: (comparison: Comparison) => void;
}) {
  const { t } = useTranslation('rules');
  const said = useSaid(content);
  const measure = said.measureOf(comparison);
  const { operator, value } = comparison;
  const isList = operator === 'in' || operator === 'notIn';
  const kind: Kind = isParameter(value) ? 'parameter' : isFact(value) ? 'fact' : 'value';
  const hasOrder = ['integer', 'cents', 'date'].includes(measure.type);
  const offered = operators.filter((one) => hasOrder || !/^(less|greater)/.test(one));
  const facts = content.catalogue.facts.filter(
    ({ name, type, unit }) =>
      type === measure.type && unit === measure.unit && !(isFact(comparison) && name === comparison.fact),
  );
  const put = (next: Operand) => onChange({ ...comparison, value: next });
  const first = (): Literal =>
    measure.type === 'boolean' ? true : (measure.values?.[0]?.value ?? (measure.type === 'date' ? '' : 0));
  const chooseOperator = (next: Operator) => {
    const wantsList = next === 'in' || next === 'notIn';
    const single = Array.isArray(value) ? ((value as readonly Literal[])[0] ?? first()) : value;
    const list = Array.isArray(value) ? value : typeof value === 'object' ? [first()] : [value];
    onChange({ ...comparison, operator: next, value: (wantsList ? list : single) as Operand });
  };
  const chooseKind = (next: Kind) => {
    if (next === 'value') put(first());
    if (next === 'fact') put({ fact: facts[0]?.name ?? '' });
    if (next === 'parameter') put({ parameter: '' });
  };
  return (
    <>
      <Field label={t('comparison.operator')}>
        {(control) => (
          <select
            {...control}
            value={operator}
            onChange={(event) => chooseOperator(event.target.value as Operator)}
          >
            {offered.map((one) => (
              <option key={one} value={one}>
                {t(`operatorName.${one}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {!isList && (
        <Field label={t('comparison.with')}>
          {(control) => (
            <select {...control} value={kind} onChange={(event) => chooseKind(event.target.value as Kind)}>
              {kinds
                .filter((one) => one !== 'fact' || facts.length > 0 || kind === 'fact')
                .map((one) => (
                  <option key={one} value={one}>
                    {t(`comparison.kind.${one}`)}
                  </option>
                ))}
            </select>
          )}
        </Field>
      )}
      {isList && <ListField measure={measure} value={(value as readonly Literal[]) ?? []} onChange={put} />}
      {!isList && kind === 'value' && (
        <ValueField
          label={t('comparison.value')}
          measure={measure}
          value={value as Literal}
          onChange={(next) => put(next ?? '')}
        />
      )}
      {kind === 'parameter' && isParameter(value) && (
        <ParameterField content={content} measure={measure} value={value} onChange={put} />
      )}
      {kind === 'fact' && isFact(value) && (
        <Field label={t('comparison.fact')}>
          {(control) => (
            <select {...control} value={value.fact} onChange={(event) => put({ fact: event.target.value })}>
              {facts.map((one) => (
                <option key={one.name} value={one.name}>
                  {said.text(one.label)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
    </>
  );
}
