import type { Tx } from '../../prisma/database.ts';
import type { Deadline } from '../deadlines.ts';
import { mailApplicant } from '../notices.ts';
import type { ActivityServices } from '../services.ts';
const w = (t: Parameters<typeof mailApplicant>[3]) => async (tx: Tx, d: Deadline, s: ActivityServices) => {
  const a = await tx.db.assessment.findUniqueOrThrow({ where: { id: d.subjectId } });
  await mailApplicant(tx, s, a, t);
};
export const writeReceipt = w('applicationReceived');
export const writeDocumentRequest = w('documentsRequested');
export const writeDecisionLetter = w('decisionLetterReady');
export const writeWithdrawalLetter = w('withdrawalRegistered');
export const writeClosureLetter = w('applicationClosed');
export const remindDocuments = w('documentsReminder');
export const escalateOverrun = async () => {};
