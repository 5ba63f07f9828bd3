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

const kinds: readonly string[] = [...personKinds, ...caseKinds];

export function isItemKind(kind: string | null): kind is ItemKind {
  return kind !== null && kinds.includes(kind);
}
