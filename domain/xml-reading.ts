import { SaxesParser } from 'saxes';

/** An element as a file has it, under its local name; whose namespace it is in is told at the root. */
export interface XmlElement {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

/** Deeper than any file that is read here, and far less than what could exhaust anything. */
const DEEPEST = 40;
const MOST_ELEMENTS = 200_000;

type Growing = { -readonly [Key in keyof XmlElement]: XmlElement[Key] } & { children: Growing[] };

/**
 * Reads a file that somebody else wrote; undefined when it is no XML, or more than what is read here. A document type
 * is refused whole: entities that grow or reach for other files come in by no other door.
 */
export function readXml(text: string): XmlElement | undefined {
  const open: Growing[] = [];
  let root: Growing | undefined;
  let elements = 0;
  const parser = new SaxesParser({ xmlns: true });
  const stop = (): never => {
    throw new UnreadableXml();
  };
  parser.on('error', stop);
  parser.on('doctype', stop);
  parser.on('opentag', ({ local, uri, attributes }) => {
    elements += 1;
    if (open.length >= DEEPEST || elements > MOST_ELEMENTS) stop();
    const named = Object.values(attributes).map((one) => [one.local, one.value] as const);
    const element: Growing = {
      name: local,
      namespace: uri,
      attributes: Object.fromEntries(named),
      children: [],
      text: '',
    };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  const add = (more: string) => {
    const element = open.at(-1);
    if (element) element.text += more;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => void open.pop());
  try {
    parser.write(text.replace(/^\uFEFF/, '')).close();
  } catch (error) {
    if (error instanceof UnreadableXml) return undefined;
    throw error;
  }
  return root;
}

class UnreadableXml extends Error {}

/** Every element at the end of a way of names: `all(statement, 'Ntry', 'NtryDtls', 'TxDtls')`. */
export function allAt(element: XmlElement, ...path: readonly string[]): readonly XmlElement[] {
  return path.reduce<readonly XmlElement[]>(
    (found, name) => found.flatMap(({ children }) => children.filter((child) => child.name === name)),
    [element],
  );
}

/** What the first element at the end of the way says, trimmed; undefined when there is none, or it is empty. */
export function textAt(element: XmlElement, ...path: readonly string[]): string | undefined {
  return allAt(element, ...path)[0]?.text.trim() || undefined;
}
