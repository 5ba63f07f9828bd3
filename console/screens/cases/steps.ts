/** The steps a caseworker takes from a page of the case; the API says which are possible now. */
export const caseworkerSteps = [
  'documentsArrived',
  'remindApplicant',
  'extendDocuments',
  'declareComplete',
  'requestDocuments',
  'recommend',
  'withdraw',
  'closeInadmissible',
] as const;
export type CaseworkerStep = (typeof caseworkerSteps)[number];

interface Standing {
  readonly state: string;
  readonly possible: readonly string[];
}

export function stepsNow({ state, possible }: Standing): readonly CaseworkerStep[] {
  return caseworkerSteps.filter((step) =>
    step === 'documentsArrived'
      ? state === 'awaitingDocuments' && possible.includes('submitDossier')
      : possible.includes(step),
  );
}

export type StepWord = `step.${CaseworkerStep | 'stopWaiting'}`;

/** Complete, while documents are waited for, is to wait no longer. */
export function stepWord(step: CaseworkerStep, { state }: { readonly state: string }): StepWord {
  const isWaiting = step === 'declareComplete' && state === 'awaitingDocuments';
  return `step.${isWaiting ? 'stopWaiting' : step}`;
}

/** The step once nothing is missing: what is awaited came first, or else nobody is said to have answered. */
export function stepOnceKnown({ state }: { readonly state: string }): 'documentsArrived' | 'declareComplete' {
  return state === 'awaitingDocuments' ? 'documentsArrived' : 'declareComplete';
}

/** Whether a step is the one thing to do next: nothing is declared complete while something is missing. */
export function isNext(
  step: CaseworkerStep,
  assessment: { readonly state: string; readonly waitingFor: string },
  missing: readonly unknown[] | null,
): boolean {
  const isWaiting = assessment.state === 'awaitingDocuments';
  if (!isWaiting && !assessment.waitingFor.startsWith('caseworker.')) return false;
  return step === 'recommend' || (step === stepOnceKnown(assessment) && missing?.length === 0);
}

export interface DocumentRequest {
  readonly dueOn: string;
  readonly answeredAt: string | null;
  readonly answeredBy: string | null;
  readonly stoppedAt: string | null;
  readonly stoppedBy: string | null;
}

/** Where a request of documents stands, since or until when and by whose word: of a case that ended meanwhile nobody waits. */
export function requestWord(
  { dueOn, answeredAt, answeredBy, stoppedAt, stoppedBy }: DocumentRequest,
  caseState: string,
) {
  if (answeredAt)
    return {
      word: answeredBy ? 'requests.arrived' : 'requests.answered',
      on: answeredAt,
      by: answeredBy,
    } as const;
  if (stoppedAt)
    return {
      word: stoppedBy ? 'requests.stopped' : 'requests.expired',
      on: stoppedAt,
      by: stoppedBy,
    } as const;
  const word = caseState === 'awaitingDocuments' ? 'requests.until' : 'requests.caseEnded';
  return { word, on: dueOn, by: null } as const;
}
