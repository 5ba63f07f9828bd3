import {
  documentsRequired,
  type ProviderDocumentCategory,
  type ServiceCategory,
} from './provider-service.ts';
import { addDays, type PlainDate } from './plain-date.ts';
import { countingPaper, isGood, type IssuedPaper } from './provider-paper.ts';
import type { Text } from './text.ts';
import { addWorkingDays } from './working-days.ts';

/** Where an application stands; the last four are ends. */
export const applicationStates = [
  'applied',
  'docsPending',
  'review',
  'admitted',
  'refused',
  'withdrawn',
  'closed',
] as const;
export type ApplicationState = (typeof applicationStates)[number];

export const applicationOrigins = ['public', 'invitation', 'suggestion'] as const;

/** What must be done, in the order in which it is told; most of it in whatever order suits. */
export const onboardingSteps = [
  'identity',
  'representative',
  'places',
  'services',
  'documents',
  'declarations',
  'iban',
  'charter',
  'review',
  'agreement',
] as const;
export type OnboardingStep = (typeof onboardingSteps)[number];

export const onboardingStepStates = ['open', 'toCheck', 'done'] as const;
export type OnboardingStepState = (typeof onboardingStepStates)[number];

export const stepOwners = ['candidate', 'representative', 'caseworker', 'administrator'] as const;
export type StepOwner = (typeof stepOwners)[number];

/** What people do with an application; each is an Update of the process and an operation of the API. */
export const onboardingOperations = [
  'completeStep',
  'submitDocument',
  'confirmIdentity',
  'appointRepresentative',
  'grantWaiver',
  'requestCorrection',
  'reviewProvider',
  'signAgreement',
  'uploadSignedAgreement',
  'countersignAgreement',
  'recordAgreement',
  'withdrawApplication',
] as const;
export type OnboardingOperation = (typeof onboardingOperations)[number];

/** What the candidate gathers; with the charter done too, the application is looked into. */
export const gatheredSteps = [
  'identity',
  'representative',
  'places',
  'services',
  'documents',
  'declarations',
  'iban',
  'charter',
] as const satisfies readonly OnboardingStep[];

/** What a candidate completes by saying it; the rest follows from papers, signatures and other people. */
export const toldSteps = ['identity', 'places', 'services', 'declarations', 'iban'] as const;
export type ToldStep = (typeof toldSteps)[number];

const gathering = ['completeStep', 'submitDocument', 'requestCorrection', 'grantWaiver'] as const;
const always = ['withdrawApplication'] as const;

const possible: Readonly<Record<ApplicationState, readonly OnboardingOperation[]>> = {
  applied: [...gathering, 'confirmIdentity', ...always],
  docsPending: [...gathering, 'appointRepresentative', ...always],
  review: [
    'grantWaiver',
    'requestCorrection',
    'reviewProvider',
    'signAgreement',
    'uploadSignedAgreement',
    'countersignAgreement',
    'recordAgreement',
    ...always,
  ],
  admitted: [],
  refused: [],
  withdrawn: [],
  closed: [],
};

export function possibleOnboarding(state: ApplicationState): readonly OnboardingOperation[] {
  return possible[state];
}

export function isOver(state: ApplicationState): boolean {
  return possible[state].length === 0;
}

/** Days: how long a step may take, when it is called to mind, when nobody going on closes the application. */
export const onboardingTimes = {
  stepDays: 30,
  remindDaysBefore: 7,
  closeDays: 90,
  warnDaysBefore: 14,
  /** An application of the open door whose link nobody opens; a link is good for seven. */
  unopenedDays: 14,
  checkWorkingDays: 5,
  checkReminderWorkingDays: 2,
  reviewWorkingDays: 10,
  reviewReminderWorkingDays: 3,
  chaseWorkingDays: 3,
} as const;

/** Why an application is refused: each says whether and when it is worth asking again. */
export const refusalReasons = {
  notCompliant: {
    it: 'Un requisito della Carta etica non è rispettato. Quando lo sarà, si può presentare una nuova richiesta.',
    en: 'A requirement of the ethical charter is not met. Once it is, a new application can be made.',
  },
  tooFar: {
    it: 'Le sedi sono oltre la distanza di prossimità e non c’è una deroga. Con una sede vicina si può presentare una nuova richiesta.',
    en: 'Its places are beyond the distance of proximity and there is no waiver. With a place nearby a new application can be made.',
  },
  documentsNotValid: {
    it: 'Un documento non è valido o non dimostra quello che serve. Con quello giusto si può presentare una nuova richiesta.',
    en: 'A document is not valid or does not show what is needed. With the right one a new application can be made.',
  },
  servicesNotFitting: {
    it: 'I servizi offerti non rientrano tra quelli dell’alleanza. Con altri servizi si può presentare una nuova richiesta.',
    en: 'The services offered are not among those of the alliance. With other services a new application can be made.',
  },
  identityNotConfirmed: {
    it: 'I dati dell’ente non corrispondono al registro delle imprese. Corretti i dati, si può presentare una nuova richiesta.',
    en: 'The data of the organisation do not match the companies’ register. With the data corrected a new application can be made.',
  },
} as const satisfies Record<string, Text>;
export type RefusalReason = keyof typeof refusalReasons;

export interface StepStanding {
  readonly step: OnboardingStep;
  readonly state: OnboardingStepState;
}

/** Whether everything is there that somebody can look into. */
export function isGathered(steps: readonly StepStanding[]): boolean {
  return gatheredSteps.every((step) => steps.some((one) => one.step === step && one.state === 'done'));
}

/** The papers that these services ask for and that are not there, or no longer good on that day. */
export function documentsMissing(
  categories: readonly ServiceCategory[],
  held: readonly IssuedPaper[],
  today: PlainDate,
): readonly ProviderDocumentCategory[] {
  return documentsRequired(categories).filter((wanted) => !isGood(countingPaper(held, wanted), today));
}

/** The last day of a step that becomes somebody's today: of what the office does, that of its task. */
export function stepDueOn(step: OnboardingStep, owner: StepOwner, today: PlainDate): PlainDate {
  if (owner === 'candidate' || owner === 'representative') return addDays(today, onboardingTimes.stepDays);
  const { reviewWorkingDays, checkWorkingDays } = onboardingTimes;
  return addWorkingDays(today, step === 'review' ? reviewWorkingDays : checkWorkingDays);
}

/** Who may hold a step in a state: a candidate's own, which the office then looks at. */
export const ownerOf: Readonly<Record<OnboardingStep, Readonly<Record<'open' | 'toCheck', StepOwner>>>> = {
  identity: { open: 'candidate', toCheck: 'caseworker' },
  representative: { open: 'administrator', toCheck: 'administrator' },
  places: { open: 'candidate', toCheck: 'candidate' },
  services: { open: 'candidate', toCheck: 'candidate' },
  documents: { open: 'candidate', toCheck: 'candidate' },
  declarations: { open: 'candidate', toCheck: 'candidate' },
  iban: { open: 'candidate', toCheck: 'candidate' },
  charter: { open: 'representative', toCheck: 'caseworker' },
  review: { open: 'caseworker', toCheck: 'caseworker' },
  agreement: { open: 'representative', toCheck: 'caseworker' },
};
