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
