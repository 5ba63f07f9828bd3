import type { Condition } from '../../rules/condition.ts';
import type { FactDefinition, Rule, RuleSetVersion } from '../../rules/schema.ts';

const text = { it: 'prova', en: 'test' };
const base = { label: text, source: 'form', sensitivity: 'ordinary' } as const;
const number = (name: string): FactDefinition => ({
  ...base,
  name,
  type: 'integer',
  unit: 'count',
  range: { from: 0, to: 3 },
});
const yesNo = (name: string): FactDefinition => ({ ...base, name, type: 'boolean', unit: 'none' });
const date = (name: string): FactDefinition => ({ ...base, name, type: 'date', unit: 'date' });
const cents = (name: string): FactDefinition => ({
  ...base,
  name,
  type: 'cents',
  unit: 'cents',
  range: { from: 0, to: 3 },
});

/** The facts that random-conditions.ts speaks of, and three that outcomes read. */
const facts: readonly FactDefinition[] = [
  number('count'),
  number('constructor'),
  yesNo('answer'),
  yesNo('toString'),
  date('day'),
  date('otherDay'),
  {
    ...base,
    name: 'level',
    type: 'enum',
    unit: 'none',
    values: ['low', 'mid', 'top'].map((value) => ({ value, label: text })),
  },
  number('children'),
  cents('income'),
  cents('used'),
];

function version(rules: readonly Rule[], outcomeContract: RuleSetVersion['outcomeContract']): RuleSetVersion {
  return {
    ruleSet: 'random',
    edition: '1',
    title: text,
    summary: text,
    legalReferences: [],
    limits: [],
    catalogue: { facts: [...facts] },
    parameters: [],
    outcomeContract,
    rules: [...rules],
    cases: [],
  };
}

const rule = (name: string, conditions: Condition, event: Rule['event']): Rule => ({
  name,
  title: text,
  reference: 'none',
  conditions,
  event,
});

/** A score that does not need every item: it stands only when the missing ones can change nothing. */
export function randomScore(conditions: readonly Condition[]): RuleSetVersion {
  const rules = conditions.map((condition, index) =>
    rule(`rule-${index}`, condition, {
      type: 'points',
      params: {
        block: index % 2 === 0 ? 'A' : 'B',
        hundredths: 100 * (index + 1),
        ...(index === 1 ? { perUnitOf: 'children', maxHundredths: 300 } : {}),
        ...(index === 2 ? { group: 'pair' } : {}),
      },
    }),
  );
  return version(rules, {
    kind: 'score',
    needsEveryFact: false,
    blocks: [
      { name: 'A', label: text, maxHundredths: 300, combine: 'highest' },
      { name: 'B', label: text, maxHundredths: 400, combine: 'sum' },
    ],
    bands: [
      { name: 'none', label: text, guidance: text, fromHundredths: 0 },
      { name: 'high', label: text, guidance: text, fromHundredths: 300 },
    ],
  });
}

/** Access whose requirements, cap and multipliers all hang on random conditions. */
export function randomAccess(conditions: readonly Condition[]): RuleSetVersion {
  const [first, second, third = first, fourth = second] = conditions as readonly [
    Condition,
    Condition,
    Condition?,
    Condition?,
  ];
  const either: Condition = { any: [first, { not: second }] };
  return version(
    [
      rule('first', either, { type: 'eligibility', params: { unmet: text } }),
      rule('second', { any: [second, third] }, { type: 'eligibility', params: { unmet: text } }),
      rule('cap', third, {
        type: 'cap',
        params: {
          baseCents: 1000,
          perUnitCents: 100,
          perUnitOf: 'children',
          unitsIncluded: 1,
          maxCents: 1150,
          usedFact: 'used',
        },
      }),
      rule('some', fourth, { type: 'multiplier', params: { percent: 60 } }),
      rule('all', first, { type: 'multiplier', params: { percent: 100 } }),
      rule('share', second, {
        type: 'linearShare',
        params: { fact: 'income', fullUpToCents: 1, spanCents: 4 },
      }),
      rule('advance', first, { type: 'advance', params: { maxCents: 300, workingDays: 2 } }),
    ],
    {
      kind: 'access',
      waitingList: { order: [{ key: 'id', direction: 'ascending' }], offerWorkingDays: 5, waitingDays: 90 },
    },
  );
}

const unmet = { type: 'requirement', params: { unmet: text } } as const;
const named = (name: string) => ({ name, label: text });
const classIs = (name: string) => ({ type: 'class', params: { class: name } }) as const;

/** Requirements that all hang on random conditions. */
export function randomRequirements(conditions: readonly Condition[]): RuleSetVersion {
  return version(
    conditions.map((condition, index) => rule(`rule-${index}`, condition, unmet)),
    { kind: 'requirements' },
  );
}

/** Classes in an order that is not that of their rules and, beside them, a requirement. */
export function randomClasses(conditions: readonly Condition[]): RuleSetVersion {
  const [first, second, third = second] = conditions as readonly [Condition, Condition, Condition?];
  return version(
    [
      rule('last', second, classIs('last')),
      rule('first', first, classIs('first')),
      rule('admitted', { any: [first, third] }, unmet),
    ],
    {
      kind: 'classification',
      classes: [named('first'), named('last')],
      otherwise: named('left'),
    },
  );
}
