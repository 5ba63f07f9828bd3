/** Whether JSON that somebody typed has at least the parts that the pages read; the service checks everything else. */
type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown) =>
  isObject(value) && typeof value['it'] === 'string' && typeof value['en'] === 'string';
const isListOf = (value: unknown, isOne: (item: unknown) => boolean) =>
  Array.isArray(value) && value.every((item) => isOne(item));

function isCondition(value: unknown): boolean {
  if (!isObject(value)) return false;
  if ('all' in value) return isListOf(value['all'], isCondition);
  if ('any' in value) return isListOf(value['any'], isCondition);
  if ('not' in value) return isCondition(value['not']);
  const isNamed = typeof value['fact'] === 'string' || typeof value['parameter'] === 'string';
  return (
    isNamed &&
    typeof value['operator'] === 'string' &&
    value['value'] !== undefined &&
    value['value'] !== null
  );
}

export function isRule(value: unknown): boolean {
  return (
    isObject(value) &&
    typeof value['name'] === 'string' &&
    typeof value['reference'] === 'string' &&
    isText(value['title']) &&
    isCondition(value['conditions']) &&
    isObject(value['event']) &&
    typeof value['event']['type'] === 'string' &&
    isObject(value['event']['params'])
  );
}

export function isCase(value: unknown): boolean {
  return (
    isObject(value) &&
    isText(value['name']) &&
    typeof value['on'] === 'string' &&
    isObject(value['facts']) &&
    isObject(value['expect'])
  );
}

const isFact = (value: unknown) =>
  isObject(value) &&
  typeof value['name'] === 'string' &&
  typeof value['type'] === 'string' &&
  typeof value['unit'] === 'string' &&
  isText(value['label']) &&
  (value['values'] === undefined ||
    isListOf(
      value['values'],
      (one) => isObject(one) && typeof one['value'] === 'string' && isText(one['label']),
    ));

const isParameter = (value: unknown) =>
  isObject(value) &&
  typeof value['name'] === 'string' &&
  typeof value['unit'] === 'string' &&
  isText(value['label']) &&
  value['value'] !== undefined &&
  value['value'] !== null;

export function isContent(value: unknown): boolean {
  return (
    isObject(value) &&
    isText(value['title']) &&
    isObject(value['catalogue']) &&
    isListOf(value['catalogue']['facts'], isFact) &&
    isListOf(value['parameters'], isParameter) &&
    isListOf(value['legalReferences'], isObject) &&
    isObject(value['outcomeContract']) &&
    isListOf(value['rules'], isRule) &&
    (value['rules'] as unknown[]).length > 0 &&
    isListOf(value['cases'], isCase)
  );
}
