import type { z } from 'zod';
import type { AuditAction } from '../../domain/audit-names.ts';
import { toDateColumn } from '../../domain/plain-date.ts';
import { revokedFrom, standingTimes } from '../../domain/provider-standing.ts';
import type {
  decideRevocationInput,
  proposeRevocationInput,
  withdrawRevocationInput,
} from '../../domain/provider-standing-steps.ts';
import { Refusal } from '../../domain/refusal.ts';
import { startOfDay, toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Admission, Prisma, Revocation } from '../../prisma/generated/client.ts';
import type { Vault } from '../../vault/vault.ts';
import { recordAudit } from '../audit.ts';
import { cancelDeadlines, setDeadline } from '../deadlines.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { cancelTasks, completeTasks, openTask } from '../tasks.ts';
import { admissionSubject, lockAdmissionForStep, standingAnswer } from './admission.ts';
import { mailProvider } from './mail-provider.ts';
import { storeRevocationLetter } from './revocation-letter.ts';

/** Somebody of the office says why a provider should be one no longer; nothing happens to it before another agrees. */
export async function proposeRevocation(
  tx: Tx,
  submission: OpenSubmission<z.output<typeof proposeRevocationInput>>,
  { vault }: ActivityServices,
): Promise<Done> {
  const { body, accountId } = submission;
  const admission = await lockAdmissionForStep(tx, submission.subjectId);
  if (await openRevocationOf(tx, admission)) throw openAlready;
  await tx.db.revocation.create({
    data: {
      allianceId: tx.allianceId,
      admissionId: admission.id,
      reasonCode: body.reason,
      wordsSealed: await sealWords(tx, vault, body.words),
      proposedBy: accountId,
      proposedAt: tx.now,
    },
  });
  await openTask(tx, {
    ...admissionSubject(admission),
    kind: 'decideRevocation',
    candidateRole: 'caseworker',
    excludedIds: [accountId],
    dueInWorkingDays: standingTimes.checkWorkingDays,
    reminderWorkingDays: standingTimes.checkReminderWorkingDays,
  });
  return audited(tx, vault, admission, 'provider.revocationProposed');
}

/** Another person decides. Yes: the letter leaves at once, and thirty days later the admission ends by itself. */
export async function decideRevocation(
  tx: Tx,
  submission: OpenSubmission<z.output<typeof decideRevocationInput>>,
  services: ActivityServices,
): Promise<Done> {
  const { vault } = services;
  const { body, accountId } = submission;
  const admission = await lockAdmissionForStep(tx, submission.subjectId);
  const revocation = await openRevocationOf(tx, admission);
  if (revocation?.state !== 'proposed') throw nothingProposed;
  if (revocation.proposedBy === accountId) throw decidedByAnother;
  const decided = { decidedBy: accountId, decidedAt: tx.now };
  await completeTasks(tx, admissionSubject(admission), ['decideRevocation'], accountId);
  if (body.outcome === 'reject') {
    const answerSealed = await sealWords(tx, vault, body.words);
    await move(tx, revocation, { state: 'rejected', ...decided, answerSealed });
    return audited(tx, vault, admission, 'provider.revocationRejected');
  }
  const effectiveOn = revokedFrom(toPlainDate(tx.now));
  const words = await openWords(tx, vault, revocation.wordsSealed);
  const { reasonCode, proposedBy } = revocation;
  const letter = { admission, reasonCode, words, effectiveOn, proposedBy, decidedBy: accountId };
  await move(tx, revocation, {
    state: 'decided',
    ...decided,
    effectiveOn: toDateColumn(effectiveOn),
    letterDocumentId: await storeRevocationLetter(tx, services, letter),
  });
  await setDeadline(tx, {
    ...admissionSubject(admission),
    kind: 'revocationTakesEffect',
    targetId: revocation.id,
    dueAt: startOfDay(effectiveOn),
  });
  await mailProvider(tx, services, admission, {
    template: 'revocationDecided',
    params: { effectiveOn },
    occasion: revocation.id,
  });
  return audited(tx, vault, admission, 'provider.revocationDecided');
}

/** Until it takes effect a revocation can be taken back, by anybody of the office who says why. */
export async function withdrawRevocation(
  tx: Tx,
  submission: OpenSubmission<z.output<typeof withdrawRevocationInput>>,
  services: ActivityServices,
): Promise<Done> {
  const { vault } = services;
  const admission = await lockAdmissionForStep(tx, submission.subjectId);
  const subject = admissionSubject(admission);
  const revocation = await openRevocationOf(tx, admission);
  if (!revocation) throw nothingProposed;
  await move(tx, revocation, {
    state: 'withdrawn',
    withdrawnBy: submission.accountId,
    withdrawnAt: tx.now,
    answerSealed: await sealWords(tx, vault, submission.body.words),
  });
  await cancelTasks(tx, subject, ['decideRevocation']);
  await cancelDeadlines(tx, { ...subject, kinds: ['revocationTakesEffect'] });
  if (revocation.state === 'decided')
    await mailProvider(tx, services, admission, {
      template: 'revocationWithdrawn',
      params: {},
      occasion: revocation.id,
    });
  return audited(tx, vault, admission, 'provider.revocationWithdrawn');
}

export function openRevocationOf(tx: Tx, { id }: Admission): Promise<Revocation | null> {
  return tx.db.revocation.findFirst({
    where: { admissionId: id, state: { in: ['proposed', 'decided'] } },
  });
}

function openWords(tx: Tx, vault: Vault, sealed: Uint8Array): Promise<string> {
  return vault.open<string>(tx, { kind: 'alliance', id: tx.allianceId }, 'revocation', sealed);
}

function sealWords(tx: Tx, vault: Vault, words: string) {
  return vault.seal(tx, { kind: 'alliance', id: tx.allianceId }, 'revocation', words);
}

async function move(tx: Tx, { id }: Revocation, data: Prisma.RevocationUncheckedUpdateInput): Promise<void> {
  await tx.db.revocation.update({ where: { id }, data });
}

async function audited(tx: Tx, vault: Vault, admission: Admission, action: AuditAction): Promise<Done> {
  await recordAudit(tx, vault, {
    action,
    subjectKind: 'organisation',
    subjectId: admission.organisationId,
  });
  return standingAnswer(tx, admission);
}

const openAlready = new Refusal('stepNotPossible', {
  detail: {
    it: 'Una revoca è già proposta o decisa: prima si decide, o si ritira.',
    en: 'A revocation is proposed or decided already: first it is decided, or withdrawn.',
  },
  possible: ['decideRevocation', 'withdrawRevocation'],
});
const nothingProposed = new Refusal('stepNotPossible', {
  detail: {
    it: 'Nessuna proposta di revoca aspetta una risposta.',
    en: 'No proposal of a revocation waits for an answer.',
  },
  possible: ['proposeRevocation'],
});
const decidedByAnother = new Refusal('samePerson', {
  detail: {
    it: 'Chi propone la revoca non la decide.',
    en: 'Whoever proposes the revocation does not decide on it.',
  },
});
