import { fromDateColumn } from '../../domain/plain-date.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Assessment, DocumentRequest } from '../../prisma/generated/client.ts';
import { addresseeOf } from '../acting-for.ts';
import { recordAudit } from '../audit.ts';
import type { Deadline, FireDeadline } from '../deadlines.ts';
import { storeDocument } from '../documents.ts';
import type { Letter, LetterHead } from '../letters/letter.ts';
import { renderLetter } from '../letters/render.ts';
import { mailAddressee, type PersonTemplate } from '../notices.ts';
import type { ActivityServices } from '../services.ts';
import { openTask } from '../tasks.ts';
import {
  askedNeeds,
  closingReason,
  decisionLetter,
  letterHead,
  requestedDocuments,
} from './letter-content.ts';
import { releaseLetter, waitingEndedLetter } from './award-letter-content.ts';
import { subjectOf } from './document-request.ts';

const POSTING_WORKING_DAYS = 2;

type Compose = (
  tx: Tx,
  services: ActivityServices,
  assessment: Assessment,
  head: LetterHead,
  deadline: Deadline,
) => Promise<Letter>;

export const writeReceipt = letter('applicationReceived', async (tx, services, assessment, head) => ({
  kind: 'receipt',
  ...head,
  needs: await askedNeeds(tx, services, assessment),
  termEndsOn: fromDateColumn(assessment.termEndsOn),
}));

export const writeDocumentRequest = letter(
  'documentsRequested',
  async (tx, services, _assessment, head, deadline) => ({
    kind: 'documentRequest',
    ...head,
    ...(await requestedDocuments(tx, services, deadline.targetId!)),
  }),
);

export const writeDecisionLetter = letter('decisionLetterReady', decisionLetter);

export const writeClosureLetter = letter('applicationClosed', async (tx, services, assessment, head) => ({
  kind: 'closure',
  ...head,
  reason: await closingReason(tx, services, assessment),
}));

export const writeWithdrawalLetter = letter('withdrawalRegistered', (tx, _services, _assessment, head) =>
  Promise.resolve({ kind: 'withdrawal', ...head, withdrawnOn: toPlainDate(tx.now) }),
);

export const writeReleaseLetter = letter('awardReleased', releaseLetter);

export const writeWaitingEndedLetter = letter('waitingEnded', waitingEndedLetter);

/** Writes a letter, keeps it sealed, enters it in the register, and tells whoever it goes to that it is there. */
function letter(template: PersonTemplate, compose: Compose): FireDeadline {
  return async (tx, deadline, services) => {
    const assessment = await tx.db.assessment.findUniqueOrThrow({ where: { id: deadline.subjectId } });
    const beneficiary = await tx.db.person.findUniqueOrThrow({ where: { id: assessment.beneficiaryId } });
    if (beneficiary.deceasedOn) return;
    const head = await letterHead(tx, services, assessment);
    const composed = await compose(tx, services, assessment, head, deadline);
    await keepLetter(tx, services, assessment, composed);
    await mailAddressee(
      tx,
      services,
      assessment,
      template,
      'dueOn' in composed ? { dueOn: composed.dueOn } : {},
    );
  };
}

async function keepLetter(
  tx: Tx,
  services: ActivityServices,
  assessment: Assessment,
  composed: Letter,
): Promise<void> {
  const addressee = await tx.db.person.findUniqueOrThrow({
    where: { id: await addresseeOf(tx, assessment) },
  });
  const documentId = await storeDocument(tx, services.vault, {
    subjectKind: 'assessment',
    subjectId: assessment.id,
    kind: `letter.${composed.kind}`,
    name: `${fileNames[composed.kind]}-${composed.protocolNumber.replace('/', '-')}.pdf`,
    content: { mediaType: 'application/pdf', bytes: await renderLetter(composed) },
  });
  await tx.db.letter.create({
    data: {
      allianceId: tx.allianceId,
      assessmentId: assessment.id,
      kind: composed.kind,
      protocolNumber: composed.protocolNumber,
      recipientId: addressee.id,
      documentId,
      channel: addressee.channel,
      createdAt: tx.now,
    },
  });
  if (addressee.channel !== 'email') await askToPost(tx, assessment);
  await recordAudit(tx, services.vault, {
    action: 'letter.written',
    subjectKind: 'assessment',
    subjectId: assessment.id,
    reason: composed.kind,
  });
}

/** What a letter is called where whoever got it keeps it. */
const fileNames: Record<Letter['kind'], string> = {
  receipt: 'ricevuta',
  documentRequest: 'richiesta-di-documenti',
  grant: 'accoglimento',
  refusal: 'diniego',
  closure: 'chiusura',
  withdrawal: 'ritiro',
  release: 'restituzione',
  waitingEnded: 'fine-attesa',
};

/** Whoever reads no e-mail gets the letter on paper or by PEC, with proof of delivery: somebody has to send it. */
async function askToPost(tx: Tx, assessment: Assessment): Promise<void> {
  await openTask(tx, {
    ...subjectOf(assessment),
    kind: 'sendByPost',
    candidateRole: 'caseworker',
    assigneeId: assessment.caseworkerId,
    dueInWorkingDays: POSTING_WORKING_DAYS,
  });
}

/** A week before the documents are due, the applicant is reminded. */
export const remindDocuments: FireDeadline = async (tx, deadline, services) => {
  const assessment = await tx.db.assessment.findUniqueOrThrow({ where: { id: deadline.subjectId } });
  if (assessment.state !== 'awaitingDocuments') return;
  const request = await tx.db.documentRequest.findUniqueOrThrow({ where: { id: deadline.targetId! } });
  await remind(tx, services, assessment, request);
};

/** A reminder of what a request asked for, by when it is awaited now; one a day. */
export async function remind(
  tx: Tx,
  services: ActivityServices,
  assessment: Assessment,
  request: DocumentRequest,
): Promise<void> {
  await mailAddressee(tx, services, assessment, 'documentsReminder', {
    dueOn: fromDateColumn(request.dueOn),
    occasion: toPlainDate(tx.now),
  });
  await tx.db.documentRequest.update({ where: { id: request.id }, data: { remindedAt: tx.now } });
}

/** The term ran out without a decision: the substitute officer takes over; silence never grants nor refuses. */
export const escalateOverrun: FireDeadline = async (tx, deadline) => {
  const assessment = await tx.db.assessment.findUniqueOrThrow({ where: { id: deadline.subjectId } });
  await openTask(tx, {
    ...subjectOf(assessment),
    kind: 'termOverrun',
    candidateRole: 'caseworker',
    excludedIds: assessment.caseworkerId ? [assessment.caseworkerId] : [],
    dueInWorkingDays: 1,
    priority: 100,
  });
};
