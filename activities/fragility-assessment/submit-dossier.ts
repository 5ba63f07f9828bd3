import type { z } from 'zod';
import type { submitDossierInput } from '../../domain/assessment.ts';
import { findingKinds } from '../../domain/finding-kinds.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import { recordAudit } from '../audit.ts';
import { mayStepForOrThrow } from '../acting-for.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { assessmentAnswer, lockForStep } from './assessment.ts';
import { dossierOrThrow } from './application.ts';
import { documentsAnswered } from './document-request.ts';
import { keepItems } from './dossier.ts';
import { writeNeeds } from './needs.ts';

type Input = z.output<typeof submitDossierInput>;

/** Gathers the dossier, piece by piece, by the applicant or by a caseworker; findings only by a caseworker. */
export async function submitDossier(
  tx: Tx,
  submission: OpenSubmission<Input>,
  services: ActivityServices,
): Promise<Done> {
  const assessment = await lockForStep(tx, submission.subjectId, 'submitDossier');
  const { items, needs, answersRequest } = submission.body;
  const actor = await mayStepForOrThrow(tx, submission.accountId, assessment.beneficiaryId);
  if (actor !== 'caseworker') refuseFindings(items.map(({ kind }) => kind));
  await dossierOrThrow(tx, assessment, submission.body);
  await keepItems(tx, services.vault, assessment.id, items, submission.accountId);
  if (needs) await writeNeeds(tx, services.vault, assessment, needs);
  await recordAudit(tx, services.vault, {
    action: 'dossier.submitted',
    subjectKind: 'assessment',
    subjectId: assessment.id,
  });
  if (answersRequest && assessment.state === 'awaitingDocuments')
    return assessmentAnswer(await documentsAnswered(tx, assessment, submission.accountId));
  return assessmentAnswer(assessment);
}

/** Findings rest on a caseworker's word: nobody else records them. */
function refuseFindings(kinds: readonly string[]): void {
  const reserved = kinds.filter((kind) => (findingKinds as readonly string[]).includes(kind));
  if (reserved.length === 0) return;
  throw new Refusal('notAllowed', {
    detail: {
      it: `Solo l’assistente sociale può registrare: ${reserved.join(', ')}.`,
      en: `Only a caseworker can record: ${reserved.join(', ')}.`,
    },
  });
}
