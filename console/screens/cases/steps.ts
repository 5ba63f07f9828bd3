/** The steps a caseworker takes from a page of the case; the API says which are possible now. */
export const caseworkerSteps = [
  'remindApplicant',
  'extendDocuments',
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

/** The one step that a case waits for from a caseworker; none while it waits for somebody else. */
export function primaryStep({
  possible,
  waitingFor,
}: {
  readonly possible: readonly string[];
  readonly waitingFor: string;
}): CaseworkerStep | undefined {
  if (!waitingFor.startsWith('caseworker.')) return undefined;
  return primary.find((step) => possible.includes(step));
}
