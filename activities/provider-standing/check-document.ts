import type { z } from 'zod';
import type { checkDocumentInput } from '../../domain/provider-standing-steps.ts';
import { providerDocumentWords } from '../../domain/provider-service.ts';
import { notFound, Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Admission, ProviderDocument } from '../../prisma/generated/client.ts';
import { recordAudit } from '../audit.ts';
import type { Subject, Vault } from '../../vault/vault.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { cancelTasks, completeTasks } from '../tasks.ts';
import { admissionSubject, lockAdmissionForStep, standingAnswer } from './admission.ts';
import { mailProvider } from './mail-provider.ts';
import { settleStanding } from './settle.ts';

/**
 * Somebody of the office looks at a paper that counts already. Found wanting it no longer does: what it ended begins
 * again in the same moment, and the provider is told why.
 */
export async function checkDocument(
  tx: Tx,
  submission: OpenSubmission<z.output<typeof checkDocumentInput>>,
  services: ActivityServices,
): Promise<Done> {
  const { body, accountId } = submission;
  const admission = await lockAdmissionForStep(tx, submission.subjectId);
  const { organisationId } = admission;
  const paper = await tx.db.providerDocument.findFirst({
    where: { id: body.providerDocumentId, organisationId },
  });
  if (!paper) throw notFound({ it: 'Documento', en: 'Document' });
  if (paper.state !== 'received') throw checkedAlready;
  if (paper.submittedBy === accountId) throw checkedByAnother;
  const state = body.outcome === 'accept' ? 'accepted' : 'rejected';
  await tx.db.providerDocument.update({
    where: { id: paper.id },
    data: {
      state,
      checkedBy: accountId,
      checkedAt: tx.now,
      wordsSealed: body.outcome === 'accept' ? null : await sealRefusal(tx, services.vault, body.words),
    },
  });
  const subject = admissionSubject(admission);
  await completeTasks(tx, { ...subject, targetIds: [paper.id] }, ['checkDocument'], accountId);
  if (body.outcome === 'accept') {
    const targetIds = await replaceOlder(tx, paper);
    await cancelTasks(tx, { ...subject, targetIds }, ['checkDocument']);
  } else await takeBack(tx, services, admission, paper, body.words);
  await settleStanding(tx, services, admission);
  await recordAudit(tx, services.vault, {
    action: `provider.document${body.outcome === 'accept' ? 'Accepted' : 'Rejected'}`,
    subjectKind: 'organisation',
    subjectId: organisationId,
    reason: paper.category,
  });
  return standingAnswer(tx, admission);
}

/** Why a paper counts no more, kept for the provider to read again. */
function sealRefusal(tx: Tx, vault: Vault, words: string) {
  return vault.seal(tx, allianceKey(tx), 'paperRefused', words);
}

export function openRefusal(tx: Tx, vault: Vault, sealed: Uint8Array): Promise<string> {
  return vault.open<string>(tx, allianceKey(tx), 'paperRefused', sealed);
}

function allianceKey(tx: Tx): Subject {
  return { kind: 'alliance', id: tx.allianceId };
}

/** What counted before it counts no more, and nobody has to look at it. */
async function replaceOlder(
  tx: Tx,
  { id, organisationId, category, createdAt, issuedOn }: ProviderDocument,
): Promise<readonly string[]> {
  const replaced = await tx.db.providerDocument.updateManyAndReturn({
    where: {
      id: { not: id },
      organisationId,
      category,
      state: { in: ['received', 'accepted'] },
      createdAt: { lte: createdAt },
      issuedOn: { lte: issuedOn },
    },
    data: { state: 'replaced' },
    select: { id: true },
  });
  return replaced.map(({ id: replacedId }) => replacedId);
}

/** It counts no more: an invitation that it was to answer is answered by another DURC of after it, or open again. */
async function takeBack(
  tx: Tx,
  services: ActivityServices,
  admission: Admission,
  paper: ProviderDocument,
  words: string,
): Promise<void> {
  await answerAnew(tx, admission, paper);
  await mailProvider(tx, services, admission, {
    template: 'documentRejected',
    params: { document: providerDocumentWords[paper.category], words },
    occasion: paper.id,
  });
}

/** Only one invitation is open at a time: when another one came meanwhile, that is the one to answer. */
async function answerAnew(tx: Tx, { id: admissionId, organisationId }: Admission, { id }: ProviderDocument) {
  const answered = await tx.db.regularisation.findMany({
    where: { admissionId, settledById: id },
    orderBy: [{ receivedOn: 'desc' }, { id: 'desc' }],
  });
  for (const { id: regularisationId, receivedOn } of answered) {
    const counting = { organisationId, category: 'durc' as const };
    const other = await tx.db.providerDocument.findFirst({
      where: { ...counting, state: { in: ['received', 'accepted'] }, issuedOn: { gte: receivedOn } },
      orderBy: [{ validUntil: 'desc' }, { id: 'desc' }],
    });
    const isOpen = await tx.db.regularisation.count({ where: { admissionId, settledById: null } });
    if (!other && isOpen > 0) continue;
    await tx.db.regularisation.update({
      where: { id: regularisationId },
      data: { settledById: other?.id ?? null },
    });
  }
}

const checkedAlready = new Refusal('stepNotPossible', {
  detail: {
    it: 'Questo documento è già stato controllato, o sostituito.',
    en: 'This document was checked already, or replaced.',
  },
});
const checkedByAnother = new Refusal('samePerson', {
  detail: {
    it: 'Chi ha caricato il documento non lo controlla.',
    en: 'Whoever handed in the document does not check it.',
  },
});
