/** The order in which people read a version; the database keeps none. */
const order = [
  'ruleSet',
  'edition',
  'name',
  'title',
  'label',
  'it',
  'en',
  'summary',
  'on',
  'facts',
  'parameters',
  'outcomeContract',
  'reference',
  'conditions',
  'fact',
  'parameter',
  'key',
  'operator',
  'value',
  'event',
  'type',
  'unit',
  'params',
  'rules',
  'cases',
  'needs',
  'expect',
];

/** The same JSON with its keys in that order, for an editor. */
export function inReadingOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => inReadingOrder(one));
  if (typeof value !== 'object' || value === null) return value;
  const placeOf = (key: string) => {
    const at = order.indexOf(key);
    return at < 0 ? order.length : at;
  };
  const sorted = Object.entries(value).toSorted(([one], [other]) => placeOf(one) - placeOf(other));
  return Object.fromEntries(sorted.map(([key, one]) => [key, inReadingOrder(one)]));
}
