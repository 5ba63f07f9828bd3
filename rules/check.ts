import { z } from 'zod';
import { canonicalJson } from './canonical.ts';
import { checkConditions, type Vocabulary } from './check-conditions.ts';
import {
  checkCatalogue,
  checkParameters,
  checkUnused,
  duplicates,
  type Readable,
} from './check-catalogue.ts';
import { checkContract, checkEvent } from './check-outcomes.ts';
import { checkSupply } from './check-supply.ts';
import { checkFacts } from './facts.ts';
import { parametersMissingOn } from './parameters.ts';
import { ruleError, type Place, type RuleError } from './rule-error.ts';
import {
  bounds,
  factSchema,
  parameterSchema,
  ruleSchema,
  versionSchema,
  type RuleSetVersion,
} from './schema.ts';

export type CheckedVersion =
  | { readonly version: RuleSetVersion; readonly errors: readonly [] }
  | { readonly version: null; readonly errors: readonly RuleError[] };

/**
 * Reads what an administrator sent (any JSON value) as a rule set version, or says everything that is wrong with it, each
 * error at its place: shape, names, types, units, ranges, depth and size.
 */
export function checkVersion(content: unknown): CheckedVersion {
  const tooBig = checkSize(content);
  if (tooBig.length > 0) return { version: null, errors: tooBig };
  const parsed = versionSchema.safeParse(content);
  const errors = [...shapeErrors(content), ...checkParts(content)];
  if (parsed.success)
    errors.push(...checkContract(parsed.data), ...checkSupply(parsed.data), ...checkCases(parsed.data));
  const sorted = errors.toSorted((one, other) =>
    one.pointer.localeCompare(other.pointer, 'en', { numeric: true }),
  );
  return parsed.success && sorted.length === 0
    ? { version: parsed.data, errors: [] }
    : { version: null, errors: sorted };
}

/** Level by level, without recursion: what is too deep must not be walked by functions that recurse. */
function checkSize(content: unknown): readonly RuleError[] {
  let level: readonly unknown[] = [content];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > bounds.documentDepth) return [ruleError('tooDeep', [], { expected: bounds.documentDepth })];
    level = level.flatMap((value) => (isBranch(value) ? Object.values(value) : []));
  }
  const bytes = Buffer.byteLength(canonicalJson(content));
  return bytes > bounds.bytes
    ? [ruleError('tooLarge', [], { expected: bounds.bytes })]
    : checkTexts(content, []);
}

/** Postgres keeps neither NUL nor half a surrogate pair: stored, such a text would no longer match its hash. */
function checkTexts(value: unknown, place: Place): readonly RuleError[] {
  if (isBranch(value))
    return Object.entries(value).flatMap(([key, item]) => [
      ...checkTexts(key, place),
      ...checkTexts(item, [...place, key]),
    ]);
  const isStorable = typeof value !== 'string' || (value.isWellFormed() && !value.includes('\0'));
  return isStorable ? [] : [ruleError('unstorableText', place)];
}

/** Zod's own findings in both languages; conditions are left to check-conditions.ts, which says more. */
function shapeErrors(content: unknown): RuleError[] {
  const [italian, english] = [z.locales.it(), z.locales.en()].map(
    ({ localeError }) => versionSchema.safeParse(content, { error: localeError }).error?.issues ?? [],
  );
  return (english ?? []).flatMap((issue, index): readonly RuleError[] => {
    if (issue.path.at(-1) === 'conditions') return [];
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((name) => ruleError('unknownKey', [...issue.path, name], { name }));
    if (issue.code === 'too_big' && issue.origin === 'array')
      return [ruleError('tooMany', issue.path, { expected: Number(issue.maximum) })];
    if (isAbsent(content, issue.path)) return [ruleError('missing', issue.path)];
    const { it } = ruleError('shape', issue.path, { detail: italian?.[index]?.message ?? issue.message });
    return [{ ...ruleError('shape', issue.path, { detail: issue.message }), it }];
  });
}

/** Checks each part that is readable by itself, so that one broken part does not hide the errors of others. */
function checkParts(content: unknown): readonly RuleError[] {
  const { catalogue, parameters, rules, legalReferences, outcomeContract, ruleSet } = Object(
    content,
  ) as Readonly<Record<string, unknown>>;
  const facts = readable(factSchema, (Object(catalogue) as { facts?: unknown }).facts);
  const declared = readable(parameterSchema, parameters);
  const vocabulary: Vocabulary = {
    facts: new Map(facts.map(({ value }) => [value.name, value])),
    parameters: new Map(declared.map(({ value }) => [value.name, value])),
  };
  const references = new Set(
    listOf(legalReferences).map((reference) => (Object(reference) as { id?: unknown }).id),
  );
  const ruleErrors = listOf(rules).flatMap((rule, index) => {
    const place = ['rules', index];
    return checkConditions((Object(rule) as { conditions?: unknown }).conditions, vocabulary, [
      ...place,
      'conditions',
    ]);
  });
  const readableRules = readable(ruleSchema, rules);
  return [
    ...checkCatalogue(facts, vocabulary),
    ...duplicates(facts.map(({ value, index }) => [value.name, ['catalogue', 'facts', index, 'name']])),
    ...checkParameters(declared),
    ...checkUnused(declared, facts, [rules, outcomeContract], ruleSet),
    ...ruleErrors,
    ...readableRules.flatMap(({ value, index }) =>
      checkEvent(value.event, vocabulary, ['rules', index, 'event']),
    ),
    ...readableRules.flatMap(({ value, index }) =>
      references.has(value.reference)
        ? []
        : [ruleError('unknownReference', ['rules', index, 'reference'], { name: value.reference })],
    ),
    ...duplicates(readableRules.map(({ value, index }) => [value.name, ['rules', index, 'name']])),
  ];
}

/** Cases speak of facts, rules and days that exist; whether they come out green is for cases.ts. */
function checkCases(version: RuleSetVersion): readonly RuleError[] {
  const ruleNames = new Set(version.rules.map(({ name }) => name));
  return version.cases.flatMap(({ on, facts, expect }, index) => {
    const place: Place = ['cases', index];
    const inFacts = checkFacts(version, facts).map((error) => ({
      ...error,
      pointer: `/cases/${index}/facts${error.pointer}`,
    }));
    const unknown = (['unmet', 'undetermined'] as const).flatMap((key) =>
      (expect[key] ?? [])
        .filter((name) => !ruleNames.has(name))
        .map((name) => ruleError('unknownRule', [...place, 'expect', key], { name })),
    );
    return [
      ...inFacts,
      ...unknown,
      ...parametersMissingOn(version, on).map((name) =>
        ruleError('notInForce', [...place, 'on'], { name, detail: on }),
      ),
    ];
  });
}

function readable<Schema extends z.ZodType>(
  schema: Schema,
  list: unknown,
): readonly Readable<z.infer<Schema>>[] {
  return listOf(list).flatMap((item, index) => {
    const parsed = schema.safeParse(item);
    return parsed.success ? [{ value: parsed.data, index }] : [];
  });
}

function isBranch(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isAbsent(content: unknown, path: readonly PropertyKey[]): boolean {
  const parent = path
    .slice(0, -1)
    .reduce((value: unknown, key) => (Object(value) as Record<PropertyKey, unknown>)[key], content);
  const key = path.at(-1);
  return key !== undefined && (Object(parent) as Record<PropertyKey, unknown>)[key] === undefined;
}
