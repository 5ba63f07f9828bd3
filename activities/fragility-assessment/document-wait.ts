import type { z } from 'zod';
import type { AuditAction } from '../../domain/audit-names.ts';
import type { extendDocumentsInput } from '../../domain/assessment.ts';
import { italianDay } from '../../domain/italian-day.ts';
import { formatDate, fromDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Text } from '../../domain/text.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Assessment, DocumentRequest } from '../../prisma/generated/client.ts';
import { recordAudit } from '../audit.ts';
import { cancelDeadlines } from '../deadlines.ts';
import { mailAddressee } from '../notices.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import {
  asDate,
  assessmentAnswer,
  dueAtEndOf,
  latestDueOn,
  lockForStep,
  moveTo,
  stepsNow,
} from './assessment.ts';
import { awaitDocuments, awaited, subjectOf } from './document-request.ts';
import { remind } from './letters.ts';

/** Reminds whoever owes documents, once a day at most: a reminder more would only be one that nobody reads. */
export async function remindApplicant(
  tx: Tx,
  submission: OpenSubmission,
  services: ActivityServices,
): Promise<Done> {
  const assessment = await lockForStep(tx, submission.subjectId, 'remindApplicant');
  const request = await openRequest(tx, assessment);
  const today = toPlainDate(tx.now);
  if (request.remindedAt && toPlainDate(request.remindedAt) === today) throw remindedToday(assessment);
  await remind(tx, services, assessment, request);
  await audit(tx, services, assessment, 'documents.reminded');
  return assessmentAnswer(assessment);
}

/**
 * Gives whoever owes documents more time, and tells them. Never more than thirty days from the request in all: the term
 * stands still no longer than that (L. 241/1990 art. 2 c. 7).
 */
export async function extendDocuments(
  tx: Tx,
  submission: OpenSubmission<z.output<typeof extendDocumentsInput>>,
  services: ActivityServices,
): Promise<Done> {
  const assessment = await lockForStep(tx, submission.subjectId, 'extendDocuments');
  const request = await openRequest(tx, assessment);
  const { dueOn } = submission.body;
  const latest = latestDueOn(request.createdAt);
  if (dueOn <= fromDateColumn(request.dueOn)) throw faultOf(notLater(fromDateColumn(request.dueOn)));
  if (dueOn > latest) throw faultOf(tooLate(latest));
  const extended = await tx.db.documentRequest.update({
    where: { id: request.id },
    data: { dueOn: asDate(dueOn) },
  });
  await cancelDeadlines(tx, { ...subjectOf(assessment), kinds: ['documentsDue', 'remindDocuments'] });
  await awaitDocuments(tx, extended);
  const moved = await moveTo(tx, assessment, {
    waitingFor: assessment.waitingFor,
    dueAt: dueAtEndOf(dueOn),
  });
  await mailAddressee(tx, services, moved, 'documentsExtended', { dueOn });
  await audit(tx, services, moved, 'documents.extended');
  return assessmentAnswer(moved);
}

function openRequest(tx: Tx, { id }: Assessment): Promise<DocumentRequest> {
  return tx.db.documentRequest.findFirstOrThrow({ where: { assessmentId: id, ...awaited } });
}

function audit(tx: Tx, { vault }: ActivityServices, { id }: Assessment, action: AuditAction): Promise<void> {
  return recordAudit(tx, vault, { action, subjectKind: 'assessment', subjectId: id });
}

function remindedToday(assessment: Assessment): Refusal {
  return new Refusal('stepNotPossible', {
    detail: {
      it: 'Un promemoria è già partito oggi: il prossimo può partire domani. Intanto si può telefonare.',
      en: 'A reminder went out today: the next one can go tomorrow. Meanwhile telephone.',
    },
    possible: stepsNow(assessment).filter((step) => ['extendDocuments', 'declareComplete'].includes(step)),
  });
}

function faultOf(message: Text): Refusal {
  return new Refusal('invalidRequest', {
    detail: { it: 'Corregga il giorno indicato.', en: 'Correct the day that is given.' },
    errors: [{ pointer: '/body/dueOn', message }],
  });
}

function notLater(dueOn: PlainDate): Text {
  return {
    it: `c’è già tempo fino ${italianDay('al', dueOn)}: indichi un giorno dopo`,
    en: `there is time until ${formatDate(dueOn, 'en')} already: give a later day`,
  };
}

function tooLate(latest: PlainDate): Text {
  return {
    it: `l’attesa dura al massimo 30 giorni dalla richiesta (L. 241/1990 art. 2 c. 7): indichi un giorno fino ${italianDay('al', latest)}, o decida con ciò che c’è`,
    en: `the wait lasts thirty days from the request at most (L. 241/1990 art. 2 c. 7): give a day up to ${formatDate(latest, 'en')}, or decide on what there is`,
  };
}
