import { describe, expect, it } from 'vitest';
import { casesBetween } from '../../console/screens/rule-desk/compare-cases.ts';
import { differencesOf } from '../../console/screens/rule-desk/compare.ts';
import {
  columnsOf,
  linesOf,
  placeOf,
  sameJson,
  withLines,
} from '../../console/screens/rule-desk/decision-table.ts';
import { placeInJson } from '../../console/screens/rule-desk/json-place.ts';
import { typedOf, valueOf, type Measure } from '../../console/screens/rule-desk/typed-value.ts';
import { labelOf, type Rule, type VersionContent } from '../../console/screens/rule-desk/version-content.ts';
import { checkVersion } from '../../rules/check.ts';
import { shippedVersions } from '../../rules/shipped.ts';

const shipped = shippedVersions as unknown as readonly VersionContent[];

/** The rules whose conditions are deeper than a table: told in sentences, edited as JSON. */
const jsonOnly = ['care-sole-caregiver', 'letter-fits'];

const ruleOf = (conditions: unknown): Rule => ({ ...shipped[0]!.rules[0]!, conditions }) as Rule;

describe('a rule as a table', () => {
  it.each(shipped.map((version) => [version.ruleSet, version] as const))(
    'comes back from it as it was, or is said to be JSON only: %s',
    (_name, { rules }) => {
      for (const rule of rules) {
        const lines = linesOf(rule);
        if (jsonOnly.includes(rule.name)) expect(lines, rule.name).toBeUndefined();
        else expect(withLines(rule, lines!), rule.name).toEqual(rule);
      }
    },
  );

  it.each([
    ['a negation', { not: { all: [{ fact: 'a', operator: 'equal', value: 1 }] } }],
    ['an alternative of one', { any: [{ fact: 'a', operator: 'equal', value: 1 }] }],
    [
      'a group of one among alternatives',
      {
        any: [
          { all: [{ fact: 'a', operator: 'equal', value: 1 }] },
          { fact: 'b', operator: 'equal', value: 1 },
        ],
      },
    ],
    ['a key that a table does not hold', { all: [], any: [] }],
    ['alternatives within alternatives', { any: [{ any: [] }, { fact: 'b', operator: 'equal', value: 1 }] }],
    ['nothing', null],
  ])('is JSON only with %s', (_what, conditions) => {
    expect(linesOf(ruleOf(conditions))).toBeUndefined();
  });

  it('says where in the JSON each condition lies, as the service names it', () => {
    for (const version of shipped.filter(({ ruleSet }) => ruleSet === 'fund-access'))
      for (const [at, rule] of version.rules.entries()) {
        const lines = linesOf(rule) ?? [];
        for (const [line, conditions] of lines.entries())
          for (const condition of conditions.keys()) {
            const broken = structuredClone(lines) as unknown as { operator: string }[][];
            broken[line]![condition]!.operator = 'like';
            const rules = version.rules.map((one) => (one === rule ? withLines(rule, broken as never) : one));
            const { errors } = checkVersion({ ...version, rules });
            const place = `/rules/${at}${placeOf(lines, line, condition)}`;
            expect(errors.map(({ pointer }) => pointer)).toContain(`${place}/operator`);
          }
      }
  });

  it('has a column for each fact in the catalogue’s order, the parameters after', () => {
    const access = shipped.find(({ ruleSet }) => ruleSet === 'fund-access')!;
    const names = access.catalogue.facts.map(({ name }) => name);
    const columns = columnsOf(access.rules, names);
    expect(columns.map((one) => ('fact' in one ? one.fact : one.parameter))).toEqual([
      'iseeCents',
      'finalBand',
      'employerAdherence',
      'residentInTerritory',
      'householdMembers',
      'advanceTakenThisYear',
      'citizenPhaseOpen',
    ]);
  });
});

describe('a value of a parameter that has several', () => {
  const access = shipped.find(({ ruleSet }) => ruleSet === 'fund-access')!;

  it('is called what the version calls its band, or the value of a fact', () => {
    const bands = [{ name: 'medium', label: { it: 'la media', en: 'the medium one' } }];
    const own = { ...access, outcomeContract: { kind: 'score', bands } };
    expect(labelOf(own, 'medium')).toEqual(bands[0]!.label);
    expect(labelOf(access, 'withinLookback')).toEqual(
      access.catalogue.facts
        .flatMap(({ values = [] }) => values)
        .find(({ value }) => value === 'withinLookback')!.label,
    );
    expect(labelOf(access, 'unheardOf')).toBeUndefined();
  });
});

describe('two versions', () => {
  const version = shipped.find(({ ruleSet }) => ruleSet === 'voucher-dispute')!;
  const [rule] = version.rules;

  it('that are the same differ in nothing', () => {
    for (const one of shipped) expect(differencesOf(one, structuredClone(one))).toEqual([]);
  });

  it('differ by cell, by parameter and by rule', () => {
    const [line] = linesOf(rule!)!;
    const other = { ...line![0]!, operator: 'lessThan' as const };
    const after: VersionContent = {
      ...version,
      rules: [withLines(rule!, [[other]]), { ...rule!, name: 'another' }],
      parameters: version.parameters.map((one) => ({ ...one, source: 'x' })),
    };
    expect(differencesOf(version, after)).toEqual([
      {
        kind: 'cell',
        rule: after.rules[0],
        subject: { fact: 'daysSinceRedemption' },
        before: [line![0]],
        after: [other],
      },
      { kind: 'rule', name: 'another', after: after.rules[1] },
      ...version.parameters.map((before, at) => ({ kind: 'parameter', before, after: after.parameters[at] })),
    ]);
    expect(differencesOf(after, version)).toContainEqual({
      kind: 'rule',
      name: 'another',
      before: after.rules[1],
    });
  });
});

describe('the test cases of two versions', () => {
  const version = shipped.find(({ ruleSet }) => ruleSet === 'fragility-score')!;
  const [first, second, ...others] = version.cases;
  const added = { ...second!, name: { it: 'un altro', en: 'another' } };

  it('differ by what one of them expects, under the name that it has', () => {
    const after = { ...first!, expect: { ...first!.expect, scoreHundredths: 6400 } };
    expect(differencesOf(version, { ...version, cases: [after, second!, ...others] })).toEqual([
      {
        kind: 'caseField',
        ruleCase: after,
        field: 'expect',
        key: 'scoreHundredths',
        before: first!.expect['scoreHundredths'],
        after: 6400,
      },
    ]);
  });

  it('differ by what is asked, by what came and by what went', () => {
    const after = { ...first!, on: '2030-01-01', facts: {} };
    const found = casesBetween(version.cases, [after, added, ...others]);
    expect(found.map((one) => (one.kind === 'case' ? one : `${one.field} ${one.key}`))).toEqual([
      ...Object.keys(first!.facts).map((key) => `facts ${key}`),
      'on ',
      { kind: 'case', after: added },
      { kind: 'case', before: second },
    ]);
  });

  it('are told each, also when two of them bear one name', () => {
    const twin = { ...first!, on: '2030-01-01' };
    expect(casesBetween([first!], [first!, twin])).toEqual([{ kind: 'case', after: twin }]);
  });
});

describe('a value as it is typed', () => {
  const cents: Measure = { type: 'cents', unit: 'cents' };
  const points: Measure = { type: 'integer', unit: 'hundredths' };
  const count: Measure = { type: 'integer', unit: 'people' };

  it.each([
    [cents, '25.000,00', 2_500_000],
    [cents, '25000', 2_500_000],
    [cents, '0,5', 50],
    [cents, '12,34 €', 1234],
    [cents, '1,234', '1,234'],
    [cents, 'dodici', 'dodici'],
    [points, '12,5', 1250],
    [count, '1.200', 1200],
    [count, '1,5', '1,5'],
    [{ type: 'boolean', unit: 'none' } as Measure, 'true', true],
    [{ type: 'date', unit: 'date' } as Measure, '2026-11-27', '2026-11-27'],
  ])('%j: %s is %s', (measure, typed, value) => {
    expect(valueOf(measure, typed)).toBe(value);
  });

  it('comes back as the value that it was', () => {
    for (const measure of [cents, points, count])
      for (const value of [0, 1, 5, 10, 99, 100, 1250, 1234, 2_500_000])
        expect(valueOf(measure, typedOf(measure, value))).toBe(value);
  });
});

describe('a place in JSON', () => {
  it('is found wherever the service names one', () => {
    for (const version of shipped) {
      const text = JSON.stringify(version, null, 2);
      const pointers = ['/rules/0/conditions', '/catalogue/facts/0/label/it', '/cases/0/expect', '/title'];
      for (const pointer of pointers) {
        const found = placeInJson(text, pointer)!;
        const value = pointer
          .split('/')
          .slice(1)
          .reduce((one, key) => (one as Record<string, unknown>)[key], version as unknown);
        expect(sameJson(JSON.parse(text.slice(found.from, found.to)), value), pointer).toBe(true);
      }
    }
  });

  it('is the nearest there is for what is missing, and none in what is no JSON', () => {
    const text = '{"a": [1, {"b": "x\\"]"}], "c": 2}';
    const at = (pointer: string) => {
      const found = placeInJson(text, pointer);
      return found && text.slice(found.from, found.to);
    };
    expect(at('/a/1/b')).toBe('"x\\"]"');
    expect(at('/a/1/z')).toBe('{"b": "x\\"]"}');
    expect(at('/c')).toBe('2');
    expect(placeInJson('{"a', '/a')).toBeUndefined();
  });
});
