import { useTranslation } from 'react-i18next';
import { day, money, number } from '../../words/format.ts';
import { spoken } from '../../words/words.ts';
import type { Subject } from './decision-table.ts';
import type { Measure } from './typed-value.ts';
import {
  isFact,
  isParameter,
  labelOf,
  type Comparison,
  type Fact,
  type Literal,
  type Operand,
  type Operator,
  type Parameter,
  type ParameterReference,
  type RuleEvent,
  type Text,
  type VersionContent,
} from './version-content.ts';

/** Says the parts of a version in words: labels of the catalogue, values with their unit, parameters by name. */
export function useSaid(content: VersionContent) {
  const { t } = useTranslation('rules');
  const fact = (name: string): Fact | undefined => content.catalogue.facts.find((one) => one.name === name);
  const parameter = (name: string): Parameter | undefined =>
    content.parameters.findLast((one) => one.name === name);
  const text = (said: Text | undefined) => said?.[spoken()] ?? '';

  const measureOf = (subject: Subject): Measure & Partial<Fact> =>
    ('fact' in subject ? fact(subject.fact) : parameter(subject.parameter)) ?? {
      type: 'integer',
      unit: 'none',
    };

  /** Of a parameter with several values: in our words, or else in those of the version itself. */
  const key = (name: string) => t(`key.${name as 'first'}`, { defaultValue: wordOf(content, name) });
  const parameterName = ({ parameter: name, key: entry }: ParameterReference) => {
    const label = text(parameter(name)?.label) || name;
    return entry === undefined ? label : t('parameter.entry', { label, key: key(entry) });
  };
  const subject = (one: Subject) =>
    'fact' in one ? text(fact(one.fact)?.label) || one.fact : parameterName(one as ParameterReference);

  const literal = (measure: Measure & Partial<Fact>, value: Literal | null): string => {
    if (value === null) return t('value.unknown');
    if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no');
    if (typeof value === 'number') return numberSaid(measure, value);
    if (measure.type === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return day(value);
    return text(measure.values?.find((one) => one.value === value)?.label) || value;
  };
  /** A parameter by its name, and beside it what it holds last. */
  const parameterSaid = (reference: ParameterReference) => {
    const found = parameter(reference.parameter);
    const value = heldBy(found, reference.key);
    const name = parameterName(reference);
    if (!found || value === undefined || typeof value === 'object') return name;
    return t('parameter.withValue', { name, value: literal(found, value) });
  };
  const operand = (measure: Measure & Partial<Fact>, value: Operand): string => {
    if (Array.isArray(value))
      return (value as readonly Literal[]).map((one) => literal(measure, one)).join(', ');
    if (isParameter(value)) return parameterSaid(value);
    if (isFact(value)) return subject(value);
    return literal(measure, value as Literal);
  };
  const operator = (measure: Measure, name: Operator, value: string) =>
    measure.type === 'date' && /^(less|greater)/.test(name)
      ? t(`dateOperator.${name as 'lessThan'}`, { value })
      : t(`operator.${name}`, { value });

  /** What a cell asks: "al massimo 25.000,00 €". */
  const requirement = (comparison: Comparison) => {
    const measure = measureOf(comparison);
    return operator(measure, comparison.operator, operand(measure, comparison.value));
  };
  const amount = (unit: string, value: unknown) =>
    isParameter(value) ? parameterSaid(value) : literal({ type: 'integer', unit }, value as Literal);

  return {
    text,
    key,
    parameter,
    measureOf,
    subject,
    literal,
    requirement,
    amount,
    comparison: (one: Comparison) => t('comparison', { subject: subject(one), asked: requirement(one) }),
    event: (event: RuleEvent) => eventSaid(event, { t, text, amount, subject, content }),
  };
}

function wordOf(content: VersionContent, name: string): string {
  return labelOf(content, name)?.[spoken()] ?? name;
}

function heldBy(found: Parameter | undefined, key: string | undefined) {
  return typeof found?.value === 'object' && key !== undefined ? found.value[key] : found?.value;
}

export type Said = ReturnType<typeof useSaid>;

interface EventWords extends Pick<Said, 'text' | 'amount' | 'subject'> {
  readonly t: ReturnType<typeof useTranslation<'rules'>>['t'];
  readonly content: VersionContent;
}

/** What a rule gives when it holds. */
function eventSaid({ type, params }: RuleEvent, { t, text, amount, subject, content }: EventWords): string {
  const named = (
    list: readonly { readonly name: string; readonly label: Text }[] | undefined,
    name: unknown,
  ) => text(list?.find((one) => one.name === name)?.label) || String(name as string);
  const factNamed = (name: unknown) => subject({ fact: String(name as string) });
  switch (type) {
    case 'points': {
      const block = named(content.outcomeContract.blocks, params['block']);
      const points = amount('hundredths', params['hundredths']);
      return params['perUnitOf'] === undefined
        ? t('event.points', { block, points })
        : t('event.pointsPerUnit', { block, points, unit: factNamed(params['perUnitOf']) });
    }
    case 'eligibility':
    case 'requirement':
      return t('event.requirement', { unmet: text(params['unmet'] as Text | undefined) });
    case 'class':
      return t('event.class', { class: named(content.outcomeContract.classes, params['class']) });
    case 'cap':
      return t('event.cap', {
        base: amount('cents', params['baseCents']),
        each: amount('cents', params['perUnitCents']),
        max: amount('cents', params['maxCents']),
      });
    case 'multiplier':
      return t('event.multiplier', { percent: amount('percent', params['percent']) });
    case 'linearShare':
      return t('event.linearShare', {
        full: amount('cents', params['fullUpToCents']),
        span: amount('cents', params['spanCents']),
      });
    case 'advance':
      return t('event.advance', {
        max: amount('cents', params['maxCents']),
        days: amount('workingDays', params['workingDays']),
      });
    default:
      return type;
  }
}

function numberSaid({ type, unit }: Measure, value: number): string {
  if (type === 'cents' || unit === 'cents') return money(value);
  if (unit === 'hundredths') return number(value / 100, value % 100 === 0 ? 0 : 2);
  if (unit === 'percent') return `${number(value)} %`;
  if (unit === 'metres') return `${number(value)} m`;
  return number(value);
}
