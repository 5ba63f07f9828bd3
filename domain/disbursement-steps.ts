/** The states of an award, in the order of its road; the last two are ends. */
export const awardStates = [
  'awaitingFunds',
  'needsReview',
  'held',
  'delivering',
  'settled',
  'released',
] as const;
export type AwardState = (typeof awardStates)[number];

/** The steps people take on an award; each is an Update of the process and an operation of the API. */
export const disbursementSteps = [
  'resumeAward',
  'approveDisbursement',
  'recordUnits',
  'confirmDelivery',
  'disputeUnits',
  'resolveDispute',
  'swapProvider',
  'issueFundVouchers',
  'recordDeath',
  'settleAward',
  'releaseAward',
] as const;
export type DisbursementStep = (typeof disbursementSteps)[number];

const delivering: readonly DisbursementStep[] = [
  'recordUnits',
  'confirmDelivery',
  'disputeUnits',
  'resolveDispute',
  'swapProvider',
  'issueFundVouchers',
  'recordDeath',
  'settleAward',
  'releaseAward',
];

const possible: Record<AwardState, readonly DisbursementStep[]> = {
  awaitingFunds: ['releaseAward', 'recordDeath'],
  needsReview: ['resumeAward', 'releaseAward', 'recordDeath'],
  held: ['approveDisbursement', 'swapProvider', 'releaseAward', 'recordDeath'],
  delivering,
  settled: [],
  released: [],
};

export function possibleDisbursementSteps(state: AwardState): readonly DisbursementStep[] {
  return possible[state];
}
