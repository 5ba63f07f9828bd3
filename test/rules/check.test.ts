import { describe, expect, it } from 'vitest';
import { checkVersion } from '../../rules/check.ts';
import { bounds } from '../../rules/schema.ts';
import { ruleErrorSentences, type RuleErrorCode } from '../../rules/rule-error.ts';
import { changed, shippedCopy, type ShippedRuleSet } from './change.ts';

type Mistake = readonly [
  code: RuleErrorCode,
  place: string,
  ruleSet: ShippedRuleSet,
  pointer: string,
  value: unknown,
];

const condition = '/rules/0/conditions';
const comparison = `${condition}/all/0`;
const isee = { fact: 'iseeCents', operator: 'lessThan', value: 1 };
const nested = (depth: number): unknown => (depth === 0 ? isee : { all: [nested(depth - 1)] });
const period = (from: string | null, until: string | null) => ({
  name: 'waitingDays',
  label: { it: 'giorni', en: 'days' },
  type: 'integer',
  unit: 'days',
  value: 60,
  validFrom: from,
  validUntil: until,
  status: 'proposed',
  source: 'prova',
});

const firstClass = '/rules/0/event/params';
const besides = (name: string) => ({ name, label: { it: 'prova', en: 'test' } });
const ofClass = (name: string) => ({ type: 'class', params: { class: name } });

const shoeSize = {
  name: 'shoeSize',
  type: 'integer',
  unit: 'count',
  range: { from: 30, to: 50 },
  source: 'form',
  sensitivity: 'personal',
  label: { it: 'numero di scarpe', en: 'shoe size' },
};

/** [what is wrong, where it must be reported, in which rule set, what was changed, into what] */
const mistakes: readonly Mistake[] = [
  ['missing', '/rules/0/title', 'fund-access', '/rules/0/title', undefined],
  ['missing', '/title/en', 'fund-access', '/title/en', undefined],
  ['shape', '/rules/0/name', 'fund-access', '/rules/0/name', 'Not Kebab'],
  ['shape', '/parameters/0/validFrom', 'fund-access', '/parameters/0/validFrom', '2026-02-30'],
  ['unknownKey', '/rules/0/priority', 'fund-access', '/rules/0/priority', 1],
  ['unknownKey', `${comparison}/path`, 'fund-access', `${comparison}/path`, '$.secret'],
  ['unknownKey', `${condition}/condition`, 'fund-access', `${condition}/condition`, 'shared'],
  ['unknownFact', `${comparison}/fact`, 'fund-access', `${comparison}/fact`, 'shoeSize'],
  ['unknownFact', `${comparison}/fact`, 'fund-access', `${comparison}/fact`, 'constructor'],
  ['unknownFact', `${comparison}/value/fact`, 'fund-access', `${comparison}/value`, { fact: 'shoeSize' }],
  ['missing', `${comparison}/fact`, 'fund-access', `${comparison}/fact`, undefined],
  ['missing', `${comparison}/value`, 'fund-access', `${comparison}/value`, undefined],
  ['unknownOperator', `${comparison}/operator`, 'fund-access', `${comparison}/operator`, 'everyFact:equal'],
  ['unknownOperator', `${comparison}/operator`, 'fund-access', `${comparison}/operator`, undefined],
  [
    'unknownParameter',
    `${comparison}/value/parameter`,
    'fund-access',
    `${comparison}/value`,
    { parameter: 'luck' },
  ],
  [
    'unknownParameter',
    '/rules/3/event/params/baseCents/parameter',
    'fund-access',
    '/rules/3/event/params/baseCents',
    { parameter: 'luck' },
  ],
  [
    'unknownEntry',
    `/rules/4/event/params/percent/key`,
    'fund-access',
    '/rules/4/event/params/percent/key',
    'extreme',
  ],
  ['unknownEntry', `${comparison}/value/key`, 'fund-access', `${comparison}/value/key`, 'first'],
  ['typeMismatch', `${comparison}/value`, 'fund-access', `${comparison}/value`, '25000'],
  ['typeMismatch', `${comparison}/value`, 'fund-access', `${comparison}/value`, 10.5],
  ['typeMismatch', `${comparison}/value`, 'fund-access', `${comparison}/value`, { fact: 'finalBand' }],
  ['typeMismatch', `${comparison}/value`, 'fund-access', `${comparison}/operator`, 'in'],
  [
    'typeMismatch',
    '/rules/1/conditions/all/0/operator',
    'fund-access',
    '/rules/1/conditions/all/0',
    { fact: 'finalBand', operator: 'lessThan', value: 'high' },
  ],
  ['typeMismatch', `${condition}/all`, 'fund-access', condition, { all: 'everything' }],
  ['typeMismatch', condition, 'fund-access', condition, 'always'],
  ['typeMismatch', '/parameters/0/value', 'fund-access', '/parameters/0/value', 'many'],
  ['typeMismatch', '/cases/0/facts/finalBand', 'fund-access', '/cases/0/facts/finalBand', 3],
  [
    'typeMismatch',
    '/rules/3/event/params/perUnitOf',
    'fund-access',
    '/rules/3/event/params/perUnitOf',
    'finalBand',
  ],
  [
    'unitMismatch',
    `${comparison}/value`,
    'fragility-score',
    '/rules/0/conditions/all/0/value',
    { parameter: 'arrearsFromMonths' },
  ],
  [
    'unitMismatch',
    '/rules/3/event/params/baseCents',
    'fund-access',
    '/rules/3/event/params/baseCents',
    { parameter: 'waitingDays' },
  ],
  ['unitMismatch', '/catalogue/facts/0/unit', 'fund-access', '/catalogue/facts/0/unit', 'count'],
  ['unitMismatch', '/parameters/0/unit', 'fund-access', '/parameters/0/unit', 'none'],
  [
    'unitMismatch',
    `/rules/1/conditions/all/0/value`,
    'fragility-score',
    '/rules/1/conditions/all/0',
    { fact: 'housing', operator: 'equal', value: { fact: 'network' } },
  ],
  ['outOfRange', '/rules/0/conditions/all/0/value', 'fragility-score', '/rules/0/conditions/all/0/value', 7],
  [
    'outOfRange',
    '/rules/1/conditions/all/0/value/0',
    'fund-access',
    '/rules/1/conditions/all/0/value/0',
    'extreme',
  ],
  ['outOfRange', '/cases/0/facts/householdMembers', 'fund-access', '/cases/0/facts/householdMembers', 0],
  ['outOfRange', '/catalogue/facts/0/range', 'fund-access', '/catalogue/facts/0/range', { from: 2, to: 1 }],
  ['outOfRange', '/parameters/0/validUntil', 'fund-access', '/parameters/0/validUntil', '2025-12-31'],
  ['outOfRange', '/rules/3/event/params/perUnitOf', 'fund-access', '/catalogue/facts/4/range/from', -1],
  ['tooDeep', `${condition}${'/all/0'.repeat(bounds.depth)}`, 'fund-access', condition, nested(bounds.depth)],
  ['tooDeep', '', 'fund-access', '/title', nested(30)],
  ['tooMany', condition, 'fund-access', condition, { all: Array.from({ length: 60 }, () => isee) }],
  [
    'tooMany',
    `${comparison}/value`,
    'fund-access',
    comparison,
    { fact: 'finalBand', operator: 'in', value: Array.from({ length: 51 }, () => 'high') },
  ],
  ['tooMany', '/rules', 'fund-access', '/rules', Array.from({ length: 201 }, () => ({}))],
  ['tooLarge', '', 'fund-access', '/title/it', 'x'.repeat(bounds.bytes)],
  ['emptyGroup', `${condition}/all`, 'fund-access', `${condition}/all`, []],
  ['emptyGroup', '/rules/1/conditions/all/0/value', 'fund-access', '/rules/1/conditions/all/0/value', []],
  ['duplicateName', '/rules/1/name', 'fund-access', '/rules/1/name', 'isee-within-limit'],
  ['duplicateName', '/catalogue/facts/1/name', 'fund-access', '/catalogue/facts/1/name', 'iseeCents'],
  [
    'duplicateName',
    '/outcomeContract/blocks/1/name',
    'fragility-score',
    '/outcomeContract/blocks/1/name',
    'A',
  ],
  ['unknownBlock', '/rules/0/event/params/block', 'fragility-score', '/rules/0/event/params/block', 'Z'],
  ['unknownReference', '/rules/0/reference', 'fund-access', '/rules/0/reference', 'custom-of-the-valley'],
  ['unknownRule', '/cases/0/expect/unmet', 'fund-access', '/cases/0/expect/unmet', ['no-such-rule']],
  [
    'overlappingDates',
    '/parameters/14/validFrom',
    'fund-access',
    '/parameters/-',
    period('2026-07-01', null),
  ],
  ['gapInDates', '/parameters/11/validFrom', 'fund-access', '/parameters/-', period(null, '2025-12-30')],
  [
    'unusedParameter',
    '/parameters/14/name',
    'fund-access',
    '/parameters/-',
    { ...period('2026-01-01', null), name: 'forgotten' },
  ],
  ['notInForce', '/cases/0/on', 'fund-access', '/cases/0/on', '2025-12-31'],
  [
    'wrongOutcome',
    '/rules/0/event/type',
    'fund-access',
    '/rules/0/event',
    { type: 'points', params: { block: 'A', hundredths: 100 } },
  ],
  [
    'bandsOutOfOrder',
    '/outcomeContract/bands/2/fromHundredths',
    'fragility-score',
    '/parameters/11/value/medium',
    2500,
  ],
  [
    'bandsOutOfOrder',
    '/outcomeContract/bands/0/fromHundredths',
    'fragility-score',
    '/outcomeContract/bands/0/fromHundredths',
    100,
  ],
  [
    'missingOutcome',
    '/rules',
    'fund-access',
    '/rules/8/event',
    { type: 'eligibility', params: { unmet: { it: 'no', en: 'no' } } },
  ],
  ['unstorableText', '/title/it', 'fund-access', '/title/it', 'Accesso\u0000al Fondo'],
  ['unstorableText', '/title/en', 'fund-access', '/title/en', 'Access \ud800'],
  ['unknownRuleSet', '/ruleSet', 'fund-access', '/ruleSet', 'fortune'],
  ['notSupplied', '/catalogue/facts/7/name', 'fund-access', '/catalogue/facts/-', shoeSize],
  ['missingEntry', '/parameters', 'fragility-score', '/parameters', []],
  [
    'missingEntry',
    '/catalogue/facts/1/values',
    'fund-access',
    '/catalogue/facts/1/values/4/value',
    'extreme',
  ],
  ['outOfRange', '/catalogue/facts/4/range', 'fund-access', '/catalogue/facts/4/range/to', 10],
  ['typeMismatch', '/outcomeContract/kind', 'fund-access', '/ruleSet', 'fragility-score'],
  ['unknownClass', `${firstClass}/class`, 'provider-proximity', `${firstClass}/class`, 'adjacent'],
  ['unknownClass', `${firstClass}/class`, 'provider-proximity', `${firstClass}/class`, 'remote'],
  ['unknownClass', '/cases/0/expect/class', 'provider-proximity', '/cases/0/expect/class', 'adjacent'],
  ['missingOutcome', '/rules', 'provider-proximity', `${firstClass}/class`, 'neighbour'],
  ['missingOutcome', '/rules', 'provider-proximity', '/outcomeContract/classes/-', besides('adjacent')],
  [
    'duplicateName',
    '/outcomeContract/otherwise/name',
    'provider-proximity',
    '/outcomeContract/otherwise/name',
    'local',
  ],
  ['wrongOutcome', '/rules/0/event/type', 'charter-compliance', '/rules/0/event', ofClass('local')],
  ['wrongOutcome', '/rules/2/event/type', 'provider-proximity', '/rules/2/event/type', 'eligibility'],
  [
    'unknownRule',
    '/cases/0/expect/undetermined',
    'charter-compliance',
    '/cases/0/expect/undetermined',
    ['x'],
  ],
  ['unitMismatch', '/rules/1/conditions/all/0/value', 'provider-proximity', '/parameters/0/unit', 'count'],
];

describe('a rule set version is refused', () => {
  it.each(mistakes)('%s at %s (%s, %s)', (code, place, ruleSet, pointer, value) => {
    const { version, errors } = checkVersion(changed(ruleSet, pointer, value));
    expect(version).toBeNull();
    expect(errors.map((error) => [error.code, error.pointer])).toContainEqual([code, place]);
  });

  it('for each error it knows, by at least one case above', () => {
    expect(new Set(mistakes.map(([code]) => code))).toEqual(new Set(Object.keys(ruleErrorSentences)));
  });

  it('with every error at once, each in Italian and English and with nothing left to fill in', () => {
    const copy = shippedCopy('fund-access') as { rules: Record<string, unknown>[]; edition: unknown };
    copy.edition = 7;
    copy.rules[0]!['conditions'] = { all: [{ fact: 'shoeSize', operator: 'resembles', value: 1 }] };
    copy.rules[1]!['reference'] = 'nowhere';
    copy.rules[2]!['priority'] = 3;
    const { errors } = checkVersion(copy);
    expect(errors.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
      'shape /edition',
      'unknownFact /rules/0/conditions/all/0/fact',
      'unknownOperator /rules/0/conditions/all/0/operator',
      'unknownReference /rules/1/reference',
      'unknownKey /rules/2/priority',
    ]);
    for (const { it: italian, en } of errors) {
      expect(italian).not.toMatch(/[{}]/);
      expect(en).not.toMatch(/[{}]/);
      expect(italian).not.toBe(en);
    }
  });

  it.each([null, 7, 'rules', [], {}])('when it is %j instead of a rule set', (content) => {
    expect(checkVersion(content).version).toBeNull();
  });
});

describe('a rule set version is accepted', () => {
  it.each(['fragility-score', 'fund-access', 'charter-compliance', 'provider-proximity'] as const)(
    'as shipped: %s',
    (ruleSet) => {
      expect(checkVersion(shippedCopy(ruleSet)).errors).toEqual([]);
    },
  );

  it('with a parameter that changes on a day, without gap or overlap', () => {
    const copy = shippedCopy('fund-access') as { parameters: { name: string; validUntil: string | null }[] };
    copy.parameters.find(({ name }) => name === 'waitingDays')!.validUntil = '2026-06-30';
    copy.parameters.push(period('2026-07-01', null));
    expect(checkVersion(copy).errors).toEqual([]);
  });
});
