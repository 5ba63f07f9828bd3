import type { OfficeTask } from '../office-tasks.ts';

/** That something has waited for a week to be paid. */
export function toDrawUp(allianceId: string): OfficeTask {
  return { kind: 'drawUpBatch', subjectKind: 'alliance', subjectId: allianceId };
}

/** That a batch was drawn up: somebody else looks at it. */
export function toApprove(batchId: string): OfficeTask {
  return { kind: 'approveBatch', subjectKind: 'settlementBatch', subjectId: batchId };
}

/** That a day's balance is missing or is not that of the books. */
export function toReconcile(allianceId: string): OfficeTask {
  return { kind: 'reconcileBalances', subjectKind: 'alliance', subjectId: allianceId };
}

/** That the network will soon be so large that the supervisor is told. */
export function toNotify(allianceId: string): OfficeTask {
  return { kind: 'notifyNetwork', subjectKind: 'alliance', subjectId: allianceId };
}

/** That the bank moved money for which nobody asked. */
export function toExplain(bankLineId: string): OfficeTask {
  return { kind: 'explainBankLine', subjectKind: 'bankLine', subjectId: bankLineId };
}
