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

export function stepsNow(possible: readonly string[]): readonly CaseworkerStep[] {
  return caseworkerSteps.filter((step) => possible.includes(step));
}

/** Whether a step is the one thing to do next: nothing is declared complete while something is missing. */
export function isNext(
  step: CaseworkerStep,
  { waitingFor }: { readonly waitingFor: string },
  missing: readonly unknown[] | null,
): boolean {
  if (!waitingFor.startsWith('caseworker.')) return false;
  return step === 'recommend' || (step === 'declareComplete' && missing?.length === 0);
}

/** How a wait for documents ended that nobody answered: somebody stopped it, or its day passed. */
export function stoppedWord(stoppedBy: string | null): 'requests.stopped' | 'requests.expired' {
  return stoppedBy ? 'requests.stopped' : 'requests.expired';
}
