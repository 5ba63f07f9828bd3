/** The steps a caseworker takes from a page of the case; the API says which are possible now. */
export const caseworkerSteps = [
  'declareComplete',
  'requestDocuments',
  'recommend',
  'withdraw',
  'closeInadmissible',
] as const;
export type CaseworkerStep = (typeof caseworkerSteps)[number];

const primary: readonly CaseworkerStep[] = ['declareComplete', 'recommend'];

export function stepsNow(possible: readonly string[]): readonly CaseworkerStep[] {
  return caseworkerSteps.filter((step) => possible.includes(step));
}

export function primaryStep(possible: readonly string[]): CaseworkerStep | undefined {
  return primary.find((step) => possible.includes(step));
}
