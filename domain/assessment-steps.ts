/** The states of an assessment, in the order of its road; the last four are ends. */
export const assessmentStates = [
  'completeness',
  'awaitingDocuments',
  'evaluation',
  'deciding',
  'granted',
  'refused',
  'withdrawn',
  'inadmissible',
] as const;
export type AssessmentState = (typeof assessmentStates)[number];

/** The steps people take; each is an Update of the process and an operation of the API. */
export const assessmentSteps = [
  'openAssessment',
  'submitDossier',
  'requestDocuments',
  'remindApplicant',
  'extendDocuments',
  'declareComplete',
  'recommend',
  'decide',
  'withdraw',
  'closeInadmissible',
] as const;
export type AssessmentStep = (typeof assessmentSteps)[number];

const possible: Record<AssessmentState, readonly AssessmentStep[]> = {
  completeness: ['submitDossier', 'requestDocuments', 'declareComplete', 'withdraw', 'closeInadmissible'],
  awaitingDocuments: ['submitDossier', 'remindApplicant', 'extendDocuments', 'declareComplete', 'withdraw'],
  evaluation: ['recommend', 'withdraw'],
  deciding: ['decide', 'withdraw'],
  granted: [],
  refused: [],
  withdrawn: [],
  inadmissible: [],
};

/** What is possible now; anything else is a step out of order. */
export function possibleSteps(state: AssessmentState): readonly AssessmentStep[] {
  return possible[state];
}

export function isOver(state: AssessmentState): boolean {
  return possible[state].length === 0;
}

export const bands = ['none', 'light', 'medium', 'high', 'veryHigh'] as const;
export type Band = (typeof bands)[number];

/** A caseworker may correct the band by one step, with a reason and a second signature (domain rule of FRAG-1). */
export function isWithinOneStep(from: Band, to: Band): boolean {
  return Math.abs(bands.indexOf(from) - bands.indexOf(to)) <= 1;
}
