/** The parts a letter is made of, in the order in which it is read, whatever it looks like. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'newPage' }
  /** Black squares row by row; `words` are read aloud in their place. */
  | { readonly kind: 'squares'; readonly rows: readonly (readonly boolean[])[]; readonly words: string }
  | { readonly kind: 'items'; readonly items: readonly string[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

/** What one kind of letter says: its title, and what follows the greeting. */
export interface LetterBody {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export function heading(text: string): Block {
  return { kind: 'heading', text };
}

export function paragraph(text: string): Block {
  return { kind: 'paragraph', text };
}

export function items(texts: readonly string[]): Block {
  return { kind: 'items', items: texts };
}

/** Text that a person typed, one paragraph for each of its lines. */
export function typedParagraphs(text: string): readonly Block[] {
  const lines = text.split(/[\r\n]+/).map((line) => line.trim());
  return lines.filter((line) => line !== '').map(paragraph);
}
