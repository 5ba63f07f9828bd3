import type { z } from 'zod';
import type { declineCharterInput, extendDeadlineInput } from '../../domain/charter-steps.ts';
import { fromDateColumn, toDateColumn } from '../../domain/plain-date.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import { recordAudit } from '../audit.ts';
import { cancelDeadlines } from '../deadlines.ts';
import { mailRepresentative } from '../notices.ts';
import { representativeOrThrow } from '../representatives.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { completeTasks } from '../tasks.ts';
import { renderSignedCharter } from './charter-pdf.ts';
import { aboutOf } from './consent.ts';
import { hashesOf, openEvidence, storeCharter } from './evidence.ts';
import { discardPaper } from './paper.ts';
import { suspendUnsigned } from './revision.ts';
import { rescheduleSigning, signingDeadlines } from './schedule.ts';
import { lockSigningForStep, moveSigning, signingAnswer, signingKey, signingSubject } from './signing.ts';

/** The representative says no, and why; the alliance may invite again. */
export async function declineCharter(
  tx: Tx,
  submission: OpenSubmission<z.output<typeof declineCharterInput>>,
  services: ActivityServices,
): Promise<Done> {
  const { vault } = services;
  const signing = await lockSigningForStep(tx, submission.subjectId, 'declineCharter');
  const representative = await representativeOrThrow(tx, signing.organisationId);
  if (representative.accountId !== submission.accountId) throw notTheRepresentative;
  await cancelDeadlines(tx, { ...signingSubject(signing), kinds: signingDeadlines });
  await discardPaper(tx, vault, signing);
  const declined = await moveSigning(tx, signing, {
    state: 'declined',
    waitingFor: 'nothing',
    declineReasonSealed: await vault.seal(tx, signingKey(signing), 'declineReason', submission.body.reason),
    closedAt: tx.now,
  });
  await suspendUnsigned(tx, services, declined);
  await recordAudit(tx, vault, {
    action: 'charter.declined',
    subjectKind: 'charterSigning',
    subjectId: signing.id,
  });
  return signingAnswer(declined);
}

/** The alliance signs too, by somebody who did not open the signing: now the charter binds both. */
export async function countersignCharter(
  tx: Tx,
  submission: OpenSubmission,
  services: ActivityServices,
): Promise<Done> {
  const { vault } = services;
  const signing = await lockSigningForStep(tx, submission.subjectId, 'countersignCharter');
  if (signing.openedBy === submission.accountId) throw countersignedByAnother;
  const { label } = await tx.db.account.findUniqueOrThrow({ where: { id: submission.accountId } });
  const evidence = await openEvidence(tx, vault, signing);
  const textHash = signing.textHash!;
  const bytes = await renderSignedCharter({
    ...(await aboutOf(tx, signing)),
    textHash,
    signedAt: signing.signedAt!,
    evidence,
    countersignature: { by: label, at: tx.now },
  });
  const countersigned = await moveSigning(tx, signing, {
    state: 'countersigned',
    waitingFor: 'nothing',
    countersignedBy: submission.accountId,
    countersignedAt: tx.now,
    countersignedDocumentId: await storeCharter(tx, vault, signing, { kind: 'countersignedCharter', bytes }),
    closedAt: tx.now,
  });
  await completeTasks(tx, signingSubject(signing), ['countersignCharter'], submission.accountId);
  await mailRepresentative(tx, services, countersigned, 'charterCountersigned');
  await recordAudit(tx, vault, {
    action: 'charter.countersigned',
    subjectKind: 'charterSigning',
    subjectId: signing.id,
    detail: hashesOf(signing, { textHash, bytes, evidence }),
  });
  return signingAnswer(countersigned);
}

/** More time: the deadline moves to a later day, and the reminders that are still to come move with it. */
export async function extendDeadline(
  tx: Tx,
  submission: OpenSubmission<z.output<typeof extendDeadlineInput>>,
  services: ActivityServices,
): Promise<Done> {
  const signing = await lockSigningForStep(tx, submission.subjectId, 'extendDeadline');
  const { dueOn } = submission.body;
  const before = fromDateColumn(signing.dueOn);
  if (dueOn <= before) throw notLater;
  const moved = await moveSigning(tx, signing, { dueOn: toDateColumn(dueOn) });
  await rescheduleSigning(tx, moved, before);
  await recordAudit(tx, services.vault, {
    action: 'charter.deadlineExtended',
    subjectKind: 'charterSigning',
    subjectId: signing.id,
  });
  return signingAnswer(moved);
}

const notTheRepresentative = new Refusal('notAllowed', {
  detail: {
    it: 'Risponde soltanto chi è registrato come rappresentante legale dell’ente.',
    en: 'Only whoever is recorded as the organisation’s legal representative answers.',
  },
});
const countersignedByAnother = new Refusal('samePerson', {
  detail: {
    it: 'Chi ha aperto la firma non la controfirma.',
    en: 'Whoever opened the signing does not countersign it.',
  },
});
const notLater = new Refusal('invalidRequest', {
  detail: { it: 'Il termine si può solo spostare in avanti.', en: 'The deadline can only move later.' },
  errors: [
    { pointer: '/body/dueOn', message: { it: 'dopo il termine di ora', en: 'after the present deadline' } },
  ],
});
