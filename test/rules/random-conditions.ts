import fc from 'fast-check';
import type { Comparison, Condition, Literal, Operand } from '../../rules/condition.ts';
import type { KnownFacts } from '../../rules/facts.ts';
import type { ParameterValues } from '../../rules/parameters.ts';

/** Few values per fact, so that equality, both orders and both list answers all come up often. */
const domains = {
  count: [0, 1, 2, 3],
  constructor: [0, 1, 2, 3],
  answer: [true, false],
  toString: [true, false],
  level: ['low', 'mid', 'top'],
  day: ['2026-02-28', '2026-03-01', '2026-10-25'],
  otherDay: ['2026-02-28', '2026-03-01', '2026-10-25'],
} as const satisfies Readonly<Record<string, readonly Literal[]>>;

type FactName = keyof typeof domains;

export const parameters: ParameterValues = {
  limit: 2,
  open: false,
  thresholds: { first: 1, second: 3 },
  since: '2026-03-01',
};

const names = Object.keys(domains) as readonly FactName[];
const sameType: Readonly<Record<FactName, FactName>> = {
  count: 'constructor',
  constructor: 'count',
  answer: 'toString',
  toString: 'answer',
  level: 'level',
  day: 'otherDay',
  otherDay: 'day',
};
const parametersFor: Readonly<Record<string, readonly Operand[]>> = {
  number: [{ parameter: 'limit' }, { parameter: 'thresholds', key: 'second' }],
  boolean: [{ parameter: 'open' }],
  string: [{ parameter: 'since' }],
};

const orders = ['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive'] as const;
const equalities = ['equal', 'notEqual'] as const;

function comparison(): fc.Arbitrary<Comparison> {
  return fc.constantFrom(...names).chain((fact) => {
    const values: readonly Literal[] = domains[fact];
    const isOrdered = !['answer', 'toString', 'level'].includes(fact);
    const operand = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom<Operand>(...values) },
      { weight: 1, arbitrary: fc.constantFrom<Operand>(...(parametersFor[typeof values[0]] ?? [])) },
      { weight: 1, arbitrary: fc.constant<Operand>({ fact: sameType[fact] }) },
    );
    const operators = isOrdered ? [...orders, ...equalities] : equalities;
    const list = fc.subarray([...values], { minLength: 1 });
    return fc.oneof(
      {
        weight: 3,
        arbitrary: fc.record({
          fact: fc.constant(fact),
          operator: fc.constantFrom(...operators),
          value: operand,
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          fact: fc.constant(fact),
          operator: fc.constantFrom('in' as const, 'notIn' as const),
          value: list,
        }),
      },
    );
  });
}

const onParameter: fc.Arbitrary<Comparison> = fc.record({
  parameter: fc.constant('open'),
  operator: fc.constantFrom(...equalities),
  value: fc.boolean(),
});

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    { weight: 5, arbitrary: comparison() },
    { weight: 1, arbitrary: onParameter },
    { weight: 3, arbitrary: fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }) },
    { weight: 3, arbitrary: fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }) },
    { weight: 2, arbitrary: fc.record({ not: tie('condition') }) },
  ),
}));

export const anyCondition: fc.Arbitrary<Condition> = condition;

/** Each fact missing in about two draws of five. */
export const anyFacts: fc.Arbitrary<KnownFacts> = fc
  .tuple(
    ...names.map((name) =>
      fc.option(fc.constantFrom<Literal>(...domains[name]), { freq: 2, nil: undefined }),
    ),
  )
  .map(
    (values) =>
      new Map(names.flatMap((name, index) => (values[index] === undefined ? [] : [[name, values[index]]]))),
  );
