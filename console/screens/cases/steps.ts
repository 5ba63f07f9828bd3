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

export type StepWord = `step.${CaseworkerStep | 'stopWaiting'}`;

/** Complete, while documents are waited for, is to wait no longer. */
export function stepWord(step: CaseworkerStep, { state }: { readonly state: string }): StepWord {
  const isWaiting = step === 'declareComplete' && state === 'awaitingDocuments';
  return `step.${isWaiting ? 'stopWaiting' : step}`;
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

export interface DocumentRequest {
  readonly dueOn: string;
  readonly answeredAt: string | null;
  readonly stoppedAt: string | null;
  readonly stoppedBy: string | null;
}

/** Where a request of documents stands, and since or until when: of a case that ended meanwhile nobody waits. */
export function requestWord({ dueOn, answeredAt, stoppedAt, stoppedBy }: DocumentRequest, caseState: string) {
  if (answeredAt) return { word: 'requests.answered', on: answeredAt } as const;
  if (stoppedAt) return { word: stoppedBy ? 'requests.stopped' : 'requests.expired', on: stoppedAt } as const;
  const word = caseState === 'awaitingDocuments' ? 'requests.until' : 'requests.caseEnded';
  return { word, on: dueOn } as const;
}
