import { earlierOf, fromDateColumn, laterOf, type PlainDate } from '../../domain/plain-date.ts';
import { toPlainDate } from '../../domain/time.ts';
import { addWorkingDays } from '../../domain/working-days.ts';
import type { Tx } from '../../prisma/database.ts';
import type { SettlementBatch } from '../../prisma/generated/client.ts';
import type { OfficeTask } from '../office-tasks.ts';

/** That something has waited for a week to be paid. */
export function toDrawUp(allianceId: string): OfficeTask {
  return { kind: 'drawUpBatch', subjectKind: 'alliance', subjectId: allianceId };
}

/** That a batch was drawn up: somebody else looks at it. */
export function toApprove(batchId: string): OfficeTask {
  return { kind: 'approveBatch', subjectKind: 'settlementBatch', subjectId: batchId };
}

/** That a batch was approved: nothing leaves before somebody makes its file and takes it to the bank. */
export function toExport(batchId: string): OfficeTask {
  return { kind: 'exportBatch', subjectKind: 'settlementBatch', subjectId: batchId };
}

/** That the bank has a batch's file, or should have it: its answer is awaited. */
export function toFollowUp(batchId: string): OfficeTask {
  return { kind: 'importBankAnswer', subjectKind: 'settlementBatch', subjectId: batchId };
}

/** In two working days, and not after the day on which the bank is to pay. */
export function beforePaid(tx: Tx, batch: SettlementBatch): PlainDate {
  const today = toPlainDate(tx.now);
  const paidOn = fromDateColumn(batch.executionOn);
  return laterOf(today, earlierOf(paidOn, addWorkingDays(today, WORKING_DAYS)));
}

/** The bank answers once it has paid. */
export function afterPaid(tx: Tx, batch: SettlementBatch): PlainDate {
  return addWorkingDays(laterOf(toPlainDate(tx.now), fromDateColumn(batch.executionOn)), WORKING_DAYS);
}

const WORKING_DAYS = 2;

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
