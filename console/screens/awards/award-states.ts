/** In the order in which the Fund's office looks at them. */
export const awardStates = [
  'held',
  'delivering',
  'awaitingFunds',
  'needsReview',
  'settled',
  'released',
] as const;
