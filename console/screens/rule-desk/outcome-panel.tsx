import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../../parts/field.tsx';
import { AmountField } from './amount-field.tsx';
import { faultsAt, type Fault } from './faults.ts';
import { Panel } from '../../parts/panel.tsx';
import { FaultWords } from './rule-rows.tsx';
import { useSaid } from './said.ts';
import { TextFields } from './text-fields.tsx';
import type { Measure } from './typed-value.ts';
import { ValueField } from './value-field.tsx';
import type { Amount, Rule, RuleEvent, Text, VersionContent } from './version-content.ts';

type Kind =
  'block' | 'class' | 'text' | 'fact' | 'cents' | 'hundredths' | 'percent' | 'workingDays' | 'count' | 'name';

/** What each kind of outcome is made of; the optional ones may be left out. */
const fields: Readonly<Record<string, readonly (readonly [key: string, kind: Kind, isOptional?: true])[]>> = {
  points: [
    ['block', 'block'],
    ['hundredths', 'hundredths'],
    ['perUnitOf', 'fact', true],
    ['maxHundredths', 'hundredths', true],
    ['group', 'name', true],
  ],
  eligibility: [['unmet', 'text']],
  requirement: [['unmet', 'text']],
  class: [['class', 'class']],
  cap: [
    ['baseCents', 'cents'],
    ['perUnitCents', 'cents'],
    ['perUnitOf', 'fact'],
    ['unitsIncluded', 'count'],
    ['maxCents', 'cents'],
    ['usedFact', 'fact'],
  ],
  multiplier: [['percent', 'percent']],
  linearShare: [
    ['fact', 'fact'],
    ['fullUpToCents', 'cents'],
    ['spanCents', 'cents'],
  ],
  advance: [
    ['maxCents', 'cents'],
    ['workingDays', 'workingDays'],
  ],
};

const kindsOf: Readonly<Record<string, readonly string[]>> = {
  score: ['points'],
  access: ['eligibility', 'cap', 'multiplier', 'linearShare', 'advance'],
  requirements: ['requirement'],
  classification: ['class', 'requirement'],
};

/** What a rule gives when it holds, field by field. */
export function OutcomePanel({
  rule,
  content,
  faults,
  place,
  onChange,
  onClose,
}: {
  readonly rule: Rule;
  readonly content: VersionContent;
  readonly faults: readonly Fault[];
  readonly place: string;
  readonly onChange: (event: RuleEvent) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('rules');
  const said = useSaid(content);
  const { event } = rule;
  const [before] = useState(event);
  const offered = kindsOf[content.outcomeContract.kind] ?? [event.type];
  const put = (key: string, value: unknown) => {
    const { [key]: _before, ...rest } = event.params;
    onChange({ ...event, params: value === undefined ? rest : { ...event.params, [key]: value } });
  };
  return (
    <Panel
      title={t('outcome.title', { rule: said.text(rule.title) })}
      onUndo={() => onChange(before)}
      onClose={onClose}
    >
      <FaultWords faults={faultsAt(faults, `${place}/event`)} />
      {offered.length > 1 && (
        <Field label={t('outcome.kind')}>
          {(control) => (
            <select
              {...control}
              value={event.type}
              onChange={(chosen) => onChange({ type: chosen.target.value, params: {} })}
            >
              {offered.map((type) => (
                <option key={type} value={type}>
                  {t(`outcome.kind.${type as 'points'}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {(fields[event.type] ?? []).map(([key, kind, isOptional]) => (
        <OutcomeField
          key={`${event.type} ${key}`}
          name={key}
          kind={kind}
          isOptional={isOptional ?? false}
          content={content}
          value={event.params[key]}
          onChange={(value) => put(key, value)}
        />
      ))}
    </Panel>
  );
}

function OutcomeField({
  name,
  kind,
  isOptional,
  content,
  value,
  onChange,
}: {
  readonly name: string;
  readonly kind: Kind;
  readonly isOptional: boolean;
  readonly content: VersionContent;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}) {
  const { t } = useTranslation('rules');
  const said = useSaid(content);
  const label = t(`outcome.field.${name as 'block'}`);
  const { blocks = [], classes = [] } = content.outcomeContract;
  const numbers = content.catalogue.facts.filter(({ type }) => type === 'integer' || type === 'cents');
  const choices = { block: blocks, class: classes, fact: numbers };
  if (kind === 'text')
    return <TextFields label={label} value={value as Text | undefined} onChange={onChange} />;
  if (kind === 'count' || kind === 'name') {
    const measure: Measure = { type: kind === 'count' ? 'integer' : 'enum', unit: 'count' };
    return (
      <ValueField
        label={isOptional ? t('outcome.optional', { label }) : label}
        hint={kind === 'name' ? t('outcome.hint.group') : undefined}
        measure={measure}
        value={value as string | undefined}
        isOptional={isOptional}
        onChange={(next) => onChange(next === null || next === '' ? undefined : next)}
      />
    );
  }
  if (kind === 'block' || kind === 'class' || kind === 'fact')
    return (
      <Field label={label} optional={isOptional}>
        {(control) => (
          <select
            {...control}
            value={(value as string | undefined) ?? ''}
            onChange={(event) => onChange(event.target.value || undefined)}
          >
            <option value="">{t(isOptional ? 'outcome.without' : 'choose')}</option>
            {choices[kind].map((one) => (
              <option key={one.name} value={one.name}>
                {said.text(one.label)}
              </option>
            ))}
          </select>
        )}
      </Field>
    );
  return (
    <AmountField
      label={label}
      unit={kind}
      isOptional={isOptional}
      content={content}
      value={value as Amount | undefined}
      onChange={onChange}
    />
  );
}
