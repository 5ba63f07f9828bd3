import type { Text } from './text.ts';

/** What whoever held a voucher says is wrong with what was taken. */
export const disputeReasons = {
  notDelivered: { it: 'il servizio non c’è stato', en: 'the service was not delivered' },
  notAsAgreed: { it: 'il servizio non era quello pattuito', en: 'the service was not as agreed' },
  chargedTwice: { it: 'è stato riscosso due volte', en: 'it was charged twice' },
  wrongAmount: { it: 'l’importo è sbagliato', en: 'the amount is wrong' },
} as const satisfies Record<string, Text>;
export type DisputeReason = keyof typeof disputeReasons;
export const disputeReasonNames = Object.keys(disputeReasons) as [DisputeReason, ...DisputeReason[]];

/** The first two are undecided: nothing of what is disputed moves. */
export const disputeStates = ['open', 'answered', 'forHolder', 'forProvider', 'withdrawn'] as const;
export type DisputeState = (typeof disputeStates)[number];
export const undecided = ['open', 'answered'] as const satisfies readonly DisputeState[];

export const disputeSteps = [
  'addDisputeEvidence',
  'answerVoucherDispute',
  'withdrawVoucherDispute',
  'decideVoucherDispute',
] as const;
export type DisputeStep = (typeof disputeSteps)[number];

/** The office decides once the provider has answered, or has let its term pass; an answer that comes late still counts. */
export function possibleDisputeSteps(state: DisputeState, isTermOver: boolean): readonly DisputeStep[] {
  if (state === 'answered') return ['addDisputeEvidence', 'withdrawVoucherDispute', 'decideVoucherDispute'];
  if (state !== 'open') return [];
  const waiting = ['addDisputeEvidence', 'answerVoucherDispute', 'withdrawVoucherDispute'] as const;
  return isTermOver ? [...waiting, 'decideVoucherDispute'] : waiting;
}

/** From which side a piece of evidence came, by the kind of document as which it is kept. */
export const evidenceSides = { disputeEvidence: 'holder', disputeEvidenceOfProvider: 'provider' } as const;
export const evidenceKinds = Object.keys(evidenceSides) as (keyof typeof evidenceSides)[];

/** Pieces of evidence of one side: somebody reads them all. */
export const MOST_EVIDENCE = 20;

/** Working days before the end of a term at which whoever has it is reminded. */
export const REMINDER_WORKING_DAYS = 3;
