/** A body that no route may take, as it travels, and the statuses that say so. */
export interface BadBody {
  readonly what: string;
  readonly raw: string;
  readonly statuses: readonly number[];
  readonly contentType?: string;
}

type Fields = Readonly<Record<string, unknown>>;

const json = JSON.stringify;
const refused = [422] as const;

/** Bodies that are refused before any route is asked: every route has the same reader. */
export function unreadableBodies(body: Fields): readonly BadBody[] {
  const good = json(body);
  const malformed = [
    `${good.slice(0, -1)}`,
    '{',
    '[1,]',
    "{'a':1}",
    'NaN',
    `${good} x`,
    '{"a":01}',
    '\u0000',
  ];
  return [
    ...malformed.map((raw) => ({ what: `malformed ${raw.slice(0, 12)}`, raw, statuses: [400] })),
    { what: 'a field twice', raw: twice(good), statuses: [400] },
    { what: 'without end', raw: `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, statuses: [400] },
    { what: 'huge', raw: json({ ...body, filler: 'x'.repeat(1_100_000) }), statuses: [413] },
    { what: 'plain text', raw: good, statuses: [415], contentType: 'text/plain' },
    { what: 'a form', raw: 'a=1', statuses: [415], contentType: 'application/x-www-form-urlencoded' },
    { what: 'another charset', raw: good, statuses: [415], contentType: 'application/json; charset=utf-16' },
    ...['null', '[]', '"text"', '42', 'true'].map((raw) => ({ what: raw, raw, statuses: refused })),
  ];
}

/** The first field named again at the end, under another spelling of the same name. */
function twice(good: string): string {
  const name = /^\{"(\w)(\w*)"/.exec(good);
  if (!name) return '{"a":1,"\\u0061":2}';
  const code = name[1]!.charCodeAt(0).toString(16).padStart(4, '0');
  return `${good.slice(0, -1)},"\\u${code}${name[2]}":1}`;
}

/** Bodies with a field that none has. */
export function wrongFields(body: Fields): readonly BadBody[] {
  const inside = json(body).slice(1, -1);
  const comma = inside === '' ? '' : ',';
  return [
    { what: 'an unknown field', raw: json({ ...body, unexpected: 1 }), statuses: refused },
    { what: '__proto__', raw: `{"__proto__":{"admin":true}${comma}${inside}}`, statuses: refused },
    { what: 'constructor', raw: `{"constructor":{"a":1}${comma}${inside}}`, statuses: refused },
  ];
}

const wrongDates = [
  '0000-01-01',
  '1899-12-31',
  '2200-01-01',
  '2026-02-30',
  '2026-13-01',
  '2026-1-1',
  '26-01-01',
  '٢٠٢٦-01-01',
  '2026-01-01T00:00:00Z',
];
const wrongCents = [-1, 0.5, 1e15, '100', null];

/** For each field of a body that is right, the bodies in which that field alone is wrong. */
export function wrongValues(body: Fields): readonly (readonly BadBody[])[] {
  return Object.entries(body).map(([name, value]) => wrongValuesOf(body, name, value));
}

function wrongValuesOf(body: Fields, name: string, value: unknown): readonly BadBody[] {
  const bad = (what: string, wrong: unknown): BadBody => ({
    what: `${name}: ${what}`,
    raw: json({ ...body, [name]: wrong }),
    statuses: refused,
  });
  const isText = typeof value === 'string';
  const isDate = isText && /^\d{4}-\d{2}-\d{2}$/.test(value);
  const isCents = name.endsWith('Cents');
  return [
    bad('an object', { of: 'another', kind: true }),
    bad('a list of lists', [[]]),
    ...(isText
      ? [bad('a number', 42), bad('NUL', `${value}\u0000`), bad('half a pair', `${value}\ud800`)]
      : []),
    ...(isDate ? wrongDates.map((date) => bad(date, date)) : []),
    ...(isCents ? wrongCents.map((cents) => bad(String(cents), cents)) : []),
    ...(isCents ? [{ ...bad('2^53+1', 0), raw: tooPrecise(body, name) }] : []),
    ...(typeof value === 'number' && !isCents ? [bad('a fraction', 0.5), bad('below zero', -1)] : []),
    ...(typeof value === 'boolean' ? [bad('a text', 'true'), bad('a number', 1)] : []),
    ...(Array.isArray(value) ? [bad('a text', 'text')] : []),
  ];
}

function tooPrecise(body: Fields, name: string): string {
  return json({ ...body, [name]: 'CENTS' }).replace('"CENTS"', '9007199254740993');
}
