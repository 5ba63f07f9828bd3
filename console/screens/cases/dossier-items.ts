import type { Answer } from '../../client/call.ts';
import type { ItemKind } from './item-kinds.ts';

export type Dossier = Answer<'openDossier'>;
export type Item = Dossier['items'][number];

/** What stands in a place of the dossier, the newest last: an ISEE of each kind has one of its own. */
export function itemsAt({ items }: Pick<Dossier, 'items'>, kind: ItemKind, personId?: string): Item[] {
  return items.filter(
    (item) => item.kind === kind && ('personId' in item ? item.personId : undefined) === personId,
  );
}

/** Whose certificate a document is, as the form says that rests on it. */
export function whoseCertificate({ items }: Pick<Dossier, 'items'>, documentId: string): string | undefined {
  for (const item of items)
    if (item.kind === 'certificate' && item.value !== 'none' && item.value.documentId === documentId)
      return item.personId;
  return undefined;
}

/** Whom a form or a paper is about stands behind what it is, as far as the reader may know. */
export function namedFor(what: string, name: string | null | undefined): string {
  return name ? `${what}: ${name}` : what;
}
