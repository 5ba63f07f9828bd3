/** What stands in an element: text, or elements in their order. */
export type XmlContent = string | readonly XmlPart[];
export type XmlPart = readonly [
  name: string,
  content: XmlContent,
  attributes?: Readonly<Record<string, string>>,
];

/** A document of these elements: the same ones always give the same bytes. */
export function writtenXml(root: XmlPart): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, '')}`;
}

/** Cents as XML has them: with a point and two decimals. */
export function xmlEuros(amountCents: number): string {
  const whole = Math.trunc(Math.abs(amountCents) / 100);
  return `${amountCents < 0 ? '-' : ''}${whole}.${String(Math.abs(amountCents) % 100).padStart(2, '0')}`;
}

function written([name, content, attributes = {}]: XmlPart, indent: string): string {
  const opening = Object.entries(attributes).reduce(
    (text, [key, value]) => `${text} ${key}="${escaped(value)}"`,
    name,
  );
  if (typeof content === 'string') return `${indent}<${opening}>${escaped(content)}</${name}>\n`;
  const inside = content.map((child) => written(child, `${indent}  `)).join('');
  return `${indent}<${opening}>\n${inside}${indent}</${name}>\n`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
