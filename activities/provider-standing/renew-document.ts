import type { z } from 'zod';
import { greatestShortfallCents, isRegular } from '../../domain/durc.ts';
import { toDateColumn } from '../../domain/plain-date.ts';
import type { submitDocumentInput } from '../../domain/provider-onboarding-input.ts';
import { countingPaper } from '../../domain/provider-paper.ts';
import { standingTimes, watchedDays } from '../../domain/provider-standing.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Text } from '../../domain/text.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Admission, ProviderDocument } from '../../prisma/generated/client.ts';
import { amountOrThrow, parametersOn } from '../../rules/parameters.ts';
import { versionInForce } from '../../rules/store.ts';
import { recordAudit } from '../audit.ts';
import { lastDayOf } from '../provider-onboarding/submit-document.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { completeTasks, openTask } from '../tasks.ts';
import { admissionSubject, lockAdmissionForStep, standingAnswer } from './admission.ts';
import { settleStanding } from './settle.ts';
import { readStanding, type OpenRegularisation } from './standing.ts';
import { wrongField } from './wrong-field.ts';

type Body = z.output<typeof submitDocumentInput>;

/**
 * A renewed paper of an admitted provider counts from the moment it is handed in, by what stands on it; somebody of the
 * office looks at it afterwards. With it a suspension for its sake is over, and an invitation to regularise settled.
 */
export async function renewDocument(
  tx: Tx,
  submission: OpenSubmission<Body>,
  services: ActivityServices,
): Promise<Done> {
  const { body, accountId } = submission;
  const admission = await lockAdmissionForStep(tx, submission.subjectId);
  const subject = admissionSubject(admission);
  const file = await tx.db.document.findFirst({ where: { id: body.documentId, ...subject } });
  if (!file) throw wrongField('/body/documentId', notUploaded);
  const { openRegularisation } = await readStanding(tx, admission);
  const settles = body.category === 'durc' ? openRegularisation : null;
  const validUntil = await lastDayOf(tx, body);
  if (body.category === 'durc') await refuseIrregular(tx, body, settles);
  const paper = await tx.db.providerDocument.create({
    data: {
      allianceId: tx.allianceId,
      organisationId: admission.organisationId,
      category: body.category,
      documentId: body.documentId,
      issuedOn: toDateColumn(body.issuedOn),
      validUntil: validUntil && toDateColumn(validUntil),
      shortfallCents: body.category === 'durc' ? greatestShortfallCents(body.debts) : null,
      submittedBy: accountId,
      createdAt: tx.now,
    },
  });
  if (settles)
    await tx.db.regularisation.update({ where: { id: settles.id }, data: { settledById: paper.id } });
  if (!(await isStillAsked(tx, admission, body.category)))
    await completeTasks(tx, subject, ['renewDocument'], accountId);
  await askToCheck(tx, admission, paper);
  await settleStanding(tx, services, admission);
  await recordAudit(tx, services.vault, {
    action: 'provider.documentRenewed',
    subjectKind: 'organisation',
    subjectId: admission.organisationId,
    reason: body.category,
  });
  return standingAnswer(tx, admission);
}

/** The provider's task is to renew what is about to lapse: it stays while that holds for a paper of another category. */
async function isStillAsked(tx: Tx, admission: Admission, renewed: Body['category']): Promise<boolean> {
  const { papers, required, today } = await readStanding(tx, admission);
  return required.some((category) => {
    const paper = category === renewed ? undefined : countingPaper(papers, category);
    const days = paper && watchedDays(paper);
    return days ? days.alertOn <= today : false;
  });
}

/** One task a paper: of two that came on one day neither is done with the other. */
async function askToCheck(
  tx: Tx,
  admission: Admission,
  { id: targetId, submittedBy }: ProviderDocument,
): Promise<void> {
  await openTask(tx, {
    ...admissionSubject(admission),
    kind: 'checkDocument',
    targetId,
    candidateRole: 'caseworker',
    excludedIds: [submittedBy],
    dueInWorkingDays: standingTimes.checkWorkingDays,
    reminderWorkingDays: standingTimes.checkReminderWorkingDays,
  });
}

/** A DURC that is not regular is no paper that could count, and one older than an invitation cannot answer it. */
async function refuseIrregular(
  tx: Tx,
  { issuedOn, debts }: Body,
  settles: OpenRegularisation | null,
): Promise<void> {
  if (settles && issuedOn < settles.receivedOn) throw wrongField('/body/issuedOn', beforeInvitation);
  const { content } = await versionInForce(tx, 'charter-compliance', tx.now);
  const values = parametersOn(content, toPlainDate(tx.now));
  if (!isRegular(debts, amountOrThrow(values, { parameter: 'durcShortfallMaxCents' }))) throw irregular;
}

const notUploaded: Text = {
  it: 'nessun documento di questo fornitore ha questo codice: prima caricarlo',
  en: 'no document of this provider has this identifier: upload it first',
};
const beforeInvitation: Text = {
  it: 'la verifica è precedente all’invito a regolarizzare: serve quella fatta dopo il pagamento',
  en: 'the verification is older than the invitation to regularise: one made after the payment is needed',
};
const irregular: Refusal = wrongField('/body/debts', {
  it: 'verso un ente il debito supera la tolleranza, con sanzioni e interessi: il DURC non è regolare. Paghi e chieda una nuova verifica; se c’è un invito a regolarizzare, lo registri',
  en: 'towards one body the debt is above the tolerance, with penalties and interest: the DURC is not regular. Pay and ask for a new verification; if there is an invitation to regularise, record it',
});
