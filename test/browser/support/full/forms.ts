import { findingKinds } from '../../../../domain/finding-kinds.ts';

const evidence = { '#finding-foundOn': 1, '#finding-note': 1 };
const answers = (count: number) => ({ 'form input[type=radio]': count });

/** The forms about a case, each with what it has. */
export const ofCase = {
  isee: { '#finding-protocol': 1, '#simulation-incomeCents': 1 },
  work: { '#finding-event': 1, ...evidence },
  housing: { '#finding-arrearsMonths': 1, ...evidence },
  network: { '#finding-value': 1, ...evidence },
  soleCaregiver: { '#finding-value': 1, ...evidence },
  legalDimensions: answers(18),
};

/** The forms about a person. */
export const ofPerson = {
  certificate: { '#finding-severity': 1 },
  independent: evidence,
  katzAdl: answers(18),
  lawtonIadl: answers(31),
  prisma7: answers(14),
  externalScore: { '#finding-score': 1, '#finding-documentId': 1 },
};

/** A caseworker's alone to record. */
export function isFinding(kind: string): boolean {
  return (findingKinds as readonly string[]).includes(kind);
}
