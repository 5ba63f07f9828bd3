import { getDocumentProxy } from 'unpdf';

/** A PDF as a reader and a screen reader get it. */
export interface ReadPdf {
  readonly pages: number;
  readonly title: string;
  readonly language: string;
  readonly isTagged: boolean;
  readonly claimsPdfUa: boolean;
  /** Everything printed, page by page, spaces made even. */
  readonly printed: readonly string[];
  /** The leaves of the structure tree in reading order: their tags from the top, and their text. */
  readonly spoken: readonly { readonly path: string; readonly text: string }[];
  /** What is printed outside the structure tree and marked to be left out (page numbers). */
  readonly unspoken: readonly string[];
}

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const document = await getDocumentProxy(bytes.slice(), { verbosity: 0 });
  const { info, metadata } = await document.getMetadata();
  const properties = info as { Title: string; Language: string };
  const printed: string[] = [];
  const spoken: { path: string; text: string }[] = [];
  const unspoken: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    const { whole, byMark } = textByMark(items as readonly TextOrMark[]);
    printed.push(even(whole));
    unspoken.push(even(byMark.get('Artifact') ?? ''));
    collect((await page.getStructTree()) as StructNode, '', byMark, spoken);
  }
  return {
    pages: document.numPages,
    title: properties.Title,
    language: properties.Language,
    isTagged: ((await document.getMarkInfo()) as { Marked?: boolean } | null)?.Marked === true,
    claimsPdfUa: metadata?.get('pdfuaid:part') === '1',
    printed,
    spoken,
    unspoken,
  };
}

/** The text under each mark: its id in the structure tree, or its tag where it has none. */
function textByMark(items: readonly TextOrMark[]): { whole: string; byMark: Map<string, string> } {
  const byMark = new Map<string, string>();
  const open: (string | undefined)[] = [];
  let whole = '';
  for (const item of items) {
    if (item.type?.startsWith('beginMarkedContent')) open.push(item.id ?? item.tag);
    else if (item.type === 'endMarkedContent') open.pop();
    else {
      const text = `${item.str ?? ''}${item.hasEOL ? ' ' : ''}`;
      whole += text;
      const mark = open.at(-1) ?? '';
      byMark.set(mark, (byMark.get(mark) ?? '') + text);
    }
  }
  return { whole, byMark };
}

interface TextOrMark {
  readonly type?: string;
  readonly tag?: string;
  readonly id?: string;
  readonly str?: string;
  readonly hasEOL?: boolean;
}

interface StructNode {
  readonly role?: string;
  readonly type?: string;
  readonly id?: string;
  readonly children?: readonly StructNode[];
}

function collect(
  node: StructNode,
  path: string,
  textOf: ReadonlyMap<string, string>,
  spoken: { path: string; text: string }[],
): void {
  if (node.type === 'content' && node.id !== undefined) {
    spoken.push({ path, text: even(textOf.get(node.id) ?? '') });
  }
  const here = node.role === undefined || node.role === 'Root' ? path : `${path}/${node.role}`;
  for (const child of node.children ?? []) collect(child, here, textOf, spoken);
}

function even(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
