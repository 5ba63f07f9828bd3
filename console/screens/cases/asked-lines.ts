import { isFinding, isItemKind, type ItemKind } from './item-kinds.ts';

/** Of what is missing, what whoever applied can bring: findings are a caseworker's own. */
export function askable(missing: readonly { readonly kinds: readonly string[] }[]): readonly ItemKind[] {
  const kinds = missing.flatMap((fact) => fact.kinds);
  return [...new Set(kinds)].filter(isItemKind).filter((kind) => !isFinding(kind));
}

export function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

/** With a line that was not there yet, or without one that was; what was typed beside it stays. */
export function toggleLine(text: string, line: string): string {
  const lines = linesOf(text);
  return (lines.includes(line) ? lines.filter((one) => one !== line) : [...lines, line]).join('\n');
}
