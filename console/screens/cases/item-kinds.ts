import { findingKinds } from '../../../domain/finding-kinds.ts';

/** What a dossier may hold, in the order in which it is asked; forms about a person, then about the case. */
export const personKinds = [
  'certificate',
  'independent',
  'katzAdl',
  'lawtonIadl',
  'prisma7',
  'externalScore',
] as const;
export const caseKinds = ['isee', 'work', 'housing', 'network', 'soleCaregiver', 'legalDimensions'] as const;
export type ItemKind = (typeof personKinds)[number] | (typeof caseKinds)[number];

/** Filled in item by item from the form as the API gives it. */
export const instrumentKinds: readonly ItemKind[] = ['katzAdl', 'lawtonIadl', 'prisma7', 'legalDimensions'];

export function isAboutPerson(kind: ItemKind): boolean {
  return (personKinds as readonly ItemKind[]).includes(kind);
}

/** A caseworker's alone to record; everything else whoever asks hands in too. */
export function isFinding(kind: ItemKind): boolean {
  return findingKinds.includes(kind);
}

const kinds: readonly string[] = [...personKinds, ...caseKinds];

export function isItemKind(kind: string | null | undefined): kind is ItemKind {
  return kinds.includes(kind ?? '');
}
