import { itemsAt, type Dossier } from './dossier-items.ts';
import { personKinds, type ItemKind } from './item-kinds.ts';

/** The questionnaires are made for adults; a child’s certificate says what there is to know. */
export function isAsked(kind: ItemKind, { isAdult }: { readonly isAdult: boolean | null }): boolean {
  return kind === 'certificate' || isAdult !== false;
}

/** The two forms in whose place a caseworker may find somebody independent. */
export function isNeeded(
  dossier: Pick<Dossier, 'items'>,
  kind: ItemKind,
  person: { readonly id: string } | undefined,
): boolean {
  const isOfFunctions = kind === 'katzAdl' || kind === 'lawtonIadl';
  return !isOfFunctions || itemsAt(dossier, 'independent', person?.id).length === 0;
}

/** The first of whom this form says nothing yet, of those of whom it is asked. */
export function nextFor(dossier: Pick<Dossier, 'items' | 'members'>, kind: ItemKind): string | undefined {
  return dossier.members
    .map(({ personId }) => personId)
    .find((id) => kindsAbout(dossier, id).includes(kind) && itemsAt(dossier, kind, id).length === 0);
}

/** What is asked about somebody of the household, and whatever was said of them all the same. */
export function kindsAbout(
  dossier: Pick<Dossier, 'items' | 'members'>,
  personId: string,
): readonly ItemKind[] {
  const isAdult = dossier.members.find((member) => member.personId === personId)?.isAdult ?? null;
  return personKinds.filter(
    (kind) => isAsked(kind, { isAdult }) || itemsAt(dossier, kind, personId).length > 0,
  );
}
