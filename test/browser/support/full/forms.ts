import { findingKinds } from '../../../../domain/finding-kinds.ts';

const evidence = { '#foundOn': 1, '#note': 1 };
const answers = (count: number) => ({ 'form input[type=radio]': count });

/** The forms about a case, each with what it has. */
export const ofCase = {
  isee: { '#protocol': 1 },
  work: { '#event': 1, ...evidence },
  housing: { '#arrearsMonths': 1, ...evidence },
  network: { '#value': 1, ...evidence },
  soleCaregiver: { '#value': 1, ...evidence },
  legalDimensions: answers(18),
};

/** The forms about a person. */
export const ofPerson = {
  certificate: { '#severity': 1 },
  independent: evidence,
  katzAdl: answers(18),
  lawtonIadl: answers(31),
  prisma7: answers(14),
  externalScore: { '#score': 1, '#documentId': 1 },
};

/** A caseworker's alone to record. */
export function isFinding(kind: string): boolean {
  return (findingKinds as readonly string[]).includes(kind);
}
