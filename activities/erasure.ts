import { isOver, type AssessmentState, assessmentStates } from '../domain/assessment-steps.ts';
import { awardStates, possibleDisbursementSteps } from '../domain/disbursement-steps.ts';
import { Refusal } from '../domain/refusal.ts';
import { undecided } from '../domain/voucher-dispute.ts';
import type { Tx } from '../prisma/database.ts';
import type { Vault } from '../vault/vault.ts';
import { eraseDocument } from './documents.ts';
import { unlinkSignIns } from './sign-in-links.ts';

const openAssessmentStates = assessmentStates.filter((state: AssessmentState) => !isOver(state));
const openAwardStates = awardStates.filter((state) => possibleDisbursementSteps(state).length > 0);

/**
 * Erases a person (GDPR art. 17): the keys of their identity, of the assessments they benefited from and of the
 * documents about either are destroyed, what identifies them is blanked, their account is closed. Books, seals
 * and hashes stay and still verify. Refuses while an assessment, an award, a dispute or a
 * correction of theirs is open, or a letter about one has still to be written: it could not be any more.
 */
export async function erasePerson(tx: Tx, vault: Vault, personId: string): Promise<void> {
  await refuseWhileOpen(tx, personId);
  await refuseWhileDisputed(tx, personId);
  await refuseWhileCorrected(tx, personId);
  const assessments = await tx.db.assessment.findMany({
    where: { beneficiaryId: personId },
    select: { id: true },
  });
  const assessmentIds = assessments.map(({ id }) => id);
  for (const id of await documentsAbout(tx, personId, assessmentIds)) await eraseDocument(tx, vault, id);
  for (const id of assessmentIds) await vault.destroy(tx, { kind: 'assessment', id });
  await vault.destroy(tx, { kind: 'person', id: personId });
  await tx.db.person.update({
    where: { id: personId },
    data: {
      identitySealed: null,
      taxCodePrint: null,
      birthDate: null,
      comuneIstat: null,
      erasedAt: tx.now,
    },
  });
  const accounts = await tx.db.account.findMany({ where: { personId }, select: { id: true } });
  await unlinkSignIns(tx, { accountId: { in: accounts.map(({ id }) => id) } });
  await tx.db.account.updateMany({
    where: { personId },
    data: { label: '', email: null, persona: false, disabledAt: tx.now },
  });
}

async function refuseWhileOpen(tx: Tx, personId: string): Promise<void> {
  const own = { OR: [{ beneficiaryId: personId }, { applicantId: personId }] };
  const assessments = await tx.db.assessment.findMany({ where: own, select: { id: true, state: true } });
  const ids = assessments.map(({ id }) => id);
  const awards = await tx.db.award.count({
    where: { assessmentId: { in: ids }, state: { in: openAwardStates } },
  });
  const open = assessments.filter(({ state }) => openAssessmentStates.includes(state));
  if (awards === 0 && open.length === 0) return refuseWhileWriting(tx, ids);
  throw new Refusal('stepNotPossible', {
    detail: {
      it: 'Prima chiudere la valutazione o l’assegnazione ancora aperta di questa persona.',
      en: 'First close the assessment or the award of this person that is still open.',
    },
    possible: ['withdraw', 'releaseAward'],
  });
}

/** What both sides said of a voucher is sealed under its holder's key: it is read until somebody has decided. */
async function refuseWhileDisputed(tx: Tx, holderId: string): Promise<void> {
  const open = await tx.db.voucherDispute.count({ where: { holderId, state: { in: [...undecided] } } });
  if (open === 0) return;
  throw new Refusal('stepNotPossible', {
    detail: {
      it: 'Una contestazione di questa persona non è ancora decisa: deciderla, o ritirarla, prima.',
      en: 'A dispute of this person is not decided yet: first decide it, or withdraw it.',
    },
    possible: ['withdrawVoucherDispute', 'decideVoucherDispute'],
  });
}

/** Why a redemption is to be taken back is sealed under the holder's key as well. */
async function refuseWhileCorrected(tx: Tx, holderId: string): Promise<void> {
  const [asked] = await tx.db.$queryRaw<{ id: string }[]>`
    SELECT c.id FROM redemption_correction c JOIN voucher v ON v.id = c.voucher_id
     WHERE v.holder_id = ${holderId}::uuid AND c.state = 'asked' LIMIT 1`;
  if (!asked) return;
  throw new Refusal('stepNotPossible', {
    detail: {
      it: 'Su un buono di questa persona è chiesta una correzione: prima si decide su di essa.',
      en: 'A correction of one of this person’s vouchers is asked for: it is decided on first.',
    },
    possible: ['approveCorrection', 'refuseCorrection'],
  });
}

/** Asked after the states: a case that was closed meanwhile has its letter's moment set already. */
async function refuseWhileWriting(tx: Tx, assessmentIds: readonly string[]): Promise<void> {
  const letters = await tx.db.deadline.count({
    where: {
      subjectKind: 'assessment',
      subjectId: { in: [...assessmentIds] },
      kind: { startsWith: 'write' },
      firedAt: null,
      cancelledAt: null,
    },
  });
  if (letters === 0) return;
  throw new Refusal('stepNotPossible', {
    detail: {
      it: 'Una lettera su questa persona sta per essere scritta: riprovi tra qualche minuto.',
      en: 'A letter about this person is about to be written: try again in a few minutes.',
    },
  });
}

async function documentsAbout(
  tx: Tx,
  personId: string,
  assessmentIds: readonly string[],
): Promise<readonly string[]> {
  const disputes = await tx.db.voucherDispute.findMany({
    where: { holderId: personId },
    select: { id: true },
  });
  const documents = await tx.db.document.findMany({
    where: {
      erasedAt: null,
      OR: [
        { subjectKind: 'person', subjectId: personId },
        { subjectKind: 'assessment', subjectId: { in: [...assessmentIds] } },
        { subjectKind: 'voucherDispute', subjectId: { in: disputes.map(({ id }) => id) } },
      ],
    },
    select: { id: true },
  });
  const letters = await tx.db.letter.findMany({
    where: { recipientId: personId },
    select: { documentId: true },
  });
  return [...new Set([...documents.map(({ id }) => id), ...letters.map(({ documentId }) => documentId)])];
}
