import type { Task } from './task-groups.tsx';

type Addresses = Readonly<Record<string, (task: Task) => string | undefined>>;

/** What the Fund's office does on an award; the rest is done where the case is, among its payments. */
const ofTheFund = ['approveDisbursement', 'settleAward'];

/** Where the tasks of the office are done, by what they are about. */
const ofOffice: Addresses = {
  assessment: ({ subjectId }) => `/cases/${subjectId}`,
  ruleVersion: ({ subjectId }) => `/rules/versions/${subjectId}?tab=steps`,
  providerApplication: ({ subjectId }) => `/applications/${subjectId}`,
  charterSigning: ({ subjectId }) => `/signings/${subjectId}`,
  serviceProposal: () => '/proposals',
  providerSuggestion: () => '/suggestions',
  admission: ({ withinId }) => (withinId ? `/providers/${withinId}` : undefined),
  award({ kind, subjectId, withinId }) {
    if (ofTheFund.includes(kind)) return `/awards/${subjectId}`;
    return withinId ? `/cases/${withinId}?tab=payments` : undefined;
  },
  settlementBatch: ({ subjectId }) => `/settlement/${subjectId}`,
  bankLine: () => '/settlement/bank?outcome=unknown',
  providerInvoice: () => '/settlement/invoices',
  providerComplaint: ({ subjectId }) => `/complaints/${subjectId}`,
  redemptionCorrection: ({ subjectId }) => `/office/corrections/${subjectId}`,
  voucherDispute: ({ kind, subjectId }) =>
    kind === 'decideVoucherDispute' ? `/office/disputes/${subjectId}` : undefined,
};

/** And of those that are about the alliance as a whole, by kind. */
const ofAlliance: Readonly<Record<string, string>> = {
  drawUpBatch: '/settlement',
  reconcileBalances: '/settlement/bank',
  notifyNetwork: '/settlement/bank',
  setInvoiceRecipient: '/settlement/parties',
};

const ofProvider: Addresses = {
  providerApplication: () => '/application',
  charterSigning: ofOffice['charterSigning']!,
  serviceProposal: () => '/offer',
  admission: () => '/standing',
  voucherDispute: ({ subjectId }) => `/disputes/${subjectId}`,
};

/** Where a task is done, as far as there is a screen for it. */
export function addressOf(task: Task): string | undefined {
  const own = ofAlliance[task.kind];
  if (own) return own;
  const addresses = task.candidateRole === 'provider' ? ofProvider : ofOffice;
  return addresses[task.subjectKind]?.(task);
}
