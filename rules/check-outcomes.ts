import { measureOfParameter, type Vocabulary } from './check-conditions.ts';
import { duplicates } from './check-catalogue.ts';
import { isParameterReference } from './condition.ts';
import { amountOrThrow, parametersOn } from './parameters.ts';
import { ruleError, type Place, type RuleError } from './rule-error.ts';
import type {
  AccessContract,
  Amount,
  ClassificationContract,
  RuleEvent,
  RuleSetVersion,
  ScoreContract,
  Unit,
} from './schema.ts';

/** What one rule's outcome reads: parameters in the unit its place asks for, and facts that are numbers. */
export function checkEvent(event: RuleEvent, vocabulary: Vocabulary, place: Place): readonly RuleError[] {
  const inside = (key: string): Place => [...place, 'params', key];
  const amount = (key: string, value: Amount, unit: Unit) =>
    checkAmount(value, unit, vocabulary, inside(key));
  const number = (key: string, name: string, type?: 'cents') =>
    checkNumberFact(name, type, vocabulary, inside(key));
  switch (event.type) {
    case 'points': {
      const { hundredths, maxHundredths, perUnitOf } = event.params;
      return [
        ...amount('hundredths', hundredths, 'hundredths'),
        ...(maxHundredths === undefined ? [] : amount('maxHundredths', maxHundredths, 'hundredths')),
        ...(perUnitOf === undefined ? [] : number('perUnitOf', perUnitOf)),
      ];
    }
    case 'cap': {
      const { baseCents, perUnitCents, maxCents, perUnitOf, usedFact } = event.params;
      return [
        ...amount('baseCents', baseCents, 'cents'),
        ...amount('perUnitCents', perUnitCents, 'cents'),
        ...amount('maxCents', maxCents, 'cents'),
        ...number('perUnitOf', perUnitOf),
        ...number('usedFact', usedFact, 'cents'),
      ];
    }
    case 'multiplier':
      return amount('percent', event.params.percent, 'percent');
    case 'linearShare':
      return [
        ...number('fact', event.params.fact, 'cents'),
        ...amount('fullUpToCents', event.params.fullUpToCents, 'cents'),
        ...amount('spanCents', event.params.spanCents, 'cents'),
      ];
    case 'advance':
      return [
        ...amount('maxCents', event.params.maxCents, 'cents'),
        ...amount('workingDays', event.params.workingDays, 'workingDays'),
      ];
    case 'eligibility':
    case 'requirement':
    case 'class':
      return [];
  }
}

/** What the contract promises, and whether the rules can keep it. */
export function checkContract(version: RuleSetVersion): readonly RuleError[] {
  const contract = version.outcomeContract;
  const vocabulary: Vocabulary = {
    facts: new Map(version.catalogue.facts.map((fact) => [fact.name, fact])),
    parameters: new Map(version.parameters.map((parameter) => [parameter.name, parameter])),
  };
  return [
    ...checkOutcomeKinds(version),
    ...(contract.kind === 'score' ? checkScore(version, contract, vocabulary) : []),
    ...(contract.kind === 'access' ? checkAccess(version, contract, vocabulary) : []),
    ...(contract.kind === 'classification' ? checkClasses(version, contract) : []),
  ];
}

const outcomesOf: Readonly<Record<RuleSetVersion['outcomeContract']['kind'], readonly RuleEvent['type'][]>> =
  {
    score: ['points'],
    access: ['eligibility', 'cap', 'multiplier', 'linearShare', 'advance'],
    requirements: ['requirement'],
    classification: ['class', 'requirement'],
  };

function checkOutcomeKinds({ rules, outcomeContract: { kind } }: RuleSetVersion): readonly RuleError[] {
  return rules.flatMap(({ event }, index) =>
    outcomesOf[kind].includes(event.type)
      ? []
      : [ruleError('wrongOutcome', ['rules', index, 'event', 'type'], { name: event.type, detail: kind })],
  );
}

function checkScore(
  version: RuleSetVersion,
  { blocks, bands }: ScoreContract,
  vocabulary: Vocabulary,
): readonly RuleError[] {
  const place: Place = ['outcomeContract'];
  const names = blocks.map(({ name }) => name);
  const inBlocks = blocks.flatMap(({ maxHundredths }, index) =>
    checkAmount(maxHundredths, 'hundredths', vocabulary, [...place, 'blocks', index, 'maxHundredths']),
  );
  const inBands = bands.flatMap(({ fromHundredths }, index) =>
    checkAmount(fromHundredths, 'hundredths', vocabulary, [...place, 'bands', index, 'fromHundredths']),
  );
  return [
    ...duplicates(names.map((name, index) => [name, [...place, 'blocks', index, 'name']])),
    ...duplicates(bands.map(({ name }, index) => [name, [...place, 'bands', index, 'name']])),
    ...inBlocks,
    ...inBands,
    ...(inBands.length === 0 ? checkBandOrder(version, bands) : []),
    ...version.rules.flatMap(({ event }, index) =>
      event.type !== 'points' || names.includes(event.params.block)
        ? []
        : [
            ruleError('unknownBlock', ['rules', index, 'event', 'params', 'block'], {
              name: event.params.block,
            }),
          ],
    ),
  ];
}

/** On every day from which some parameter changes: thresholds that cross would leave a band unreachable. */
function checkBandOrder(version: RuleSetVersion, bands: ScoreContract['bands']): readonly RuleError[] {
  const days = new Set(version.parameters.map(({ validFrom }) => validFrom ?? '0001-01-01'));
  if (days.size === 0) days.add('0001-01-01');
  const errors = [...days].flatMap((day) => {
    const parameters = parametersOn(version, day);
    const isDated = (amount: Amount) =>
      !isParameterReference(amount) || Object.hasOwn(parameters, amount.parameter);
    if (!bands.every(({ fromHundredths }) => isDated(fromHundredths))) return [];
    const thresholds = bands.map(({ fromHundredths }) => amountOrThrow(parameters, fromHundredths));
    return thresholds.flatMap((found, index) => {
      const before = thresholds[index - 1];
      const isRight = before === undefined ? found === 0 : found > before;
      const place = ['outcomeContract', 'bands', index, 'fromHundredths'];
      return isRight ? [] : [ruleError('bandsOutOfOrder', place, { found, expected: before ?? 0 })];
    });
  });
  return [...new Map(errors.map((error) => [error.pointer, error])).values()];
}

function checkAccess(
  { rules }: RuleSetVersion,
  { waitingList }: AccessContract,
  vocabulary: Vocabulary,
): readonly RuleError[] {
  const place: Place = ['outcomeContract', 'waitingList'];
  const countOf = (type: RuleEvent['type']) => rules.filter(({ event }) => event.type === type).length;
  const missing = (['cap', 'linearShare', 'advance'] as const).filter((type) => countOf(type) !== 1);
  return [
    ...missing.map((name) => ruleError('missingOutcome', ['rules'], { name })),
    ...(countOf('eligibility') === 0
      ? [ruleError('missingOutcome', ['rules'], { name: 'eligibility' })]
      : []),
    ...duplicates(waitingList.order.map(({ key }, index) => [key, [...place, 'order', index, 'key']])),
    ...checkAmount(waitingList.offerWorkingDays, 'workingDays', vocabulary, [...place, 'offerWorkingDays']),
    ...checkAmount(waitingList.waitingDays, 'days', vocabulary, [...place, 'waitingDays']),
  ];
}

/** One rule says when each class holds; the class that is left has none, so that there is always an answer. */
function checkClasses(
  { rules, cases }: RuleSetVersion,
  { classes, otherwise }: ClassificationContract,
): readonly RuleError[] {
  const place: Place = ['outcomeContract'];
  const named = rules.flatMap(({ event }) => (event.type === 'class' ? [event.params.class] : []));
  const names = classes.map(({ name }) => name);
  const unknown = (name: string, at: Place) => ruleError('unknownClass', at, { name });
  return [
    ...duplicates([
      ...classes.map(({ name }, index) => [name, [...place, 'classes', index, 'name']] as const),
      [otherwise.name, [...place, 'otherwise', 'name']] as const,
    ]),
    ...names
      .filter((name) => named.filter((other) => other === name).length !== 1)
      .map((name) => ruleError('missingOutcome', ['rules'], { name: `class ${name}` })),
    ...rules.flatMap(({ event }, index) =>
      event.type !== 'class' || names.includes(event.params.class)
        ? []
        : [unknown(event.params.class, ['rules', index, 'event', 'params', 'class'])],
    ),
    ...cases.flatMap(({ expect }, index) =>
      expect.class === undefined || [...names, otherwise.name].includes(expect.class)
        ? []
        : [unknown(expect.class, ['cases', index, 'expect', 'class'])],
    ),
  ];
}

/** A literal amount is in the unit its name says; a parameter must declare that unit. */
function checkAmount(amount: Amount, unit: Unit, vocabulary: Vocabulary, place: Place): readonly RuleError[] {
  if (!isParameterReference(amount)) return [];
  const measure = measureOfParameter({ ...amount }, vocabulary, place);
  if (!('unit' in measure)) return measure;
  return measure.unit === unit
    ? []
    : [ruleError('unitMismatch', place, { expected: unit, found: measure.unit })];
}

/** Facts that are multiplied or subtracted: numbers, and never below zero. */
function checkNumberFact(
  name: string,
  type: 'cents' | undefined,
  { facts }: Vocabulary,
  place: Place,
): readonly RuleError[] {
  const fact = facts.get(name);
  if (!fact) return [ruleError('unknownFact', place, { name })];
  const expected = type ?? 'integer';
  if (fact.type !== expected || !('range' in fact))
    return [ruleError('typeMismatch', place, { expected, found: fact.type })];
  return fact.range.from >= 0
    ? []
    : [ruleError('outOfRange', place, { found: fact.range.from, expected: '≥ 0' })];
}
