import { assessmentSteps } from '../domain/assessment-steps.ts';
import { signingSteps } from '../domain/charter-steps.ts';
import { complaintSteps } from '../domain/provider-complaint.ts';
import { disbursementSteps } from '../domain/disbursement-steps.ts';
import { onboardingOperations } from '../domain/provider-onboarding.ts';
import { standingSteps } from '../domain/provider-standing-steps.ts';

/** What a message to a process carries: ids only. The content waits, encrypted, in the submission's row. */
export interface SubmissionRef {
  readonly allianceId: string;
  readonly submissionId: string;
}

/** What a process is started with; everything else it reads from its row, so that it can be started at any point. */
export interface ProcessParams {
  readonly allianceId: string;
  readonly subjectId: string;
}

/** Where a process stands after a step: whether it is over, and the next moment at which something is due. */
export interface Position {
  readonly over: boolean;
  readonly next?: { readonly deadlineId: string; readonly remainingMs: number };
}

/** The Updates of each process whose subject has a row of its own; the API sends one by its route's operation name. */
export const processUpdates = {
  fragilityAssessment: assessmentSteps,
  fundDisbursement: disbursementSteps,
  charterSigning: signingSteps,
  providerOnboarding: onboardingOperations,
  providerStanding: standingSteps,
  serviceProposal: [],
  providerComplaint: complaintSteps,
  voucherDispute: [],
} as const;

export type ProcessName = keyof typeof processUpdates;

/** What each process is about: the kind of row whose id stands in the workflow's. */
export const subjectKinds = {
  fragilityAssessment: 'assessment',
  fundDisbursement: 'award',
  charterSigning: 'charterSigning',
  providerOnboarding: 'providerApplication',
  providerStanding: 'admission',
  serviceProposal: 'serviceProposal',
  providerComplaint: 'providerComplaint',
  voucherDispute: 'voucherDispute',
} as const satisfies Record<ProcessName, string>;

export type SubjectKind = (typeof subjectKinds)[ProcessName];

export const processNames = Object.keys(processUpdates) as ProcessName[];

/** The process of a row. */
export function processOf(subjectKind: SubjectKind): ProcessName {
  return processNames.find((process) => subjectKinds[process] === subjectKind)!;
}

const stems: Record<ProcessName, string> = {
  fragilityAssessment: 'fragility-assessment',
  fundDisbursement: 'fund-disbursement',
  charterSigning: 'charter-signing',
  providerOnboarding: 'provider-onboarding',
  providerStanding: 'provider-standing',
  serviceProposal: 'service-proposal',
  providerComplaint: 'provider-complaint',
  voucherDispute: 'voucher-dispute',
};

export function processWorkflowId(process: ProcessName, subjectId: string): string {
  return `${stems[process]}/${subjectId}`;
}

export function fundAllocationId(allianceId: string): string {
  return `fund-allocation/${allianceId}`;
}

export function voucherExpiryId(allianceId: string): string {
  return `voucher-expiry/${allianceId}`;
}

export function charterCampaignId(charterVersionId: string): string {
  return `charter-campaign/${charterVersionId}`;
}

/** Signal to a process: something outside it changed, look again. */
export const WOKEN = 'woken';

/** The workflow behind an id, and what it is started with when it is not running. */
export function processOfWorkflowId(
  workflowId: string,
  allianceId: string,
): { readonly type: string; readonly params: object } {
  const [stem = '', subjectId = ''] = workflowId.split('/');
  if (stem === 'fund-allocation') return { type: 'fundAllocation', params: { allianceId } };
  if (stem === 'voucher-expiry') return { type: 'voucherExpiry', params: { allianceId } };
  if (stem === 'charter-campaign') return { type: 'charterCampaign', params: { allianceId, subjectId } };
  const process = (Object.keys(stems) as ProcessName[]).find((name) => stems[name] === stem);
  if (!process) throw new Error(`No process has workflow ids like ${workflowId}.`);
  return { type: process, params: { allianceId, subjectId } satisfies ProcessParams };
}
