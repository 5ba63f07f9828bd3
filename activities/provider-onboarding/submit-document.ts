import type { z } from 'zod';
import { greatestShortfallCents } from '../../domain/durc.ts';
import { toDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import type { submitDocumentInput } from '../../domain/provider-onboarding-input.ts';
import { lastGoodDay } from '../../domain/provider-paper.ts';
import type { ProviderDocumentCategory } from '../../domain/provider-service.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Text } from '../../domain/text.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import { recordAudit } from '../audit.ts';
import { durcValidityDays } from '../durc-validity.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { applicationAnswer, applicationSubject, lockForOperation } from './application.ts';
import { settleOnboarding } from './settle.ts';
import { noteProgress } from './steps.ts';

type Body = z.output<typeof submitDocumentInput>;

/** A paper of a candidate, uploaded before; it replaces what was there of its category. */
export async function submitDocument(
  tx: Tx,
  submission: OpenSubmission<Body>,
  services: ActivityServices,
): Promise<Done> {
  const { body, accountId } = submission;
  const application = await lockForOperation(tx, submission.subjectId, 'submitDocument');
  const subject = applicationSubject(application);
  const file = await tx.db.document.findFirst({ where: { id: body.documentId, ...subject } });
  if (!file) throw refusal('/body/documentId', notUploaded);
  const validUntil = await lastDayOf(tx, body);
  await tx.db.providerDocument.updateMany({
    where: {
      applicationId: application.id,
      category: body.category,
      state: { in: ['received', 'accepted', 'rejected'] },
    },
    data: { state: 'replaced' },
  });
  await tx.db.providerDocument.create({
    data: {
      allianceId: tx.allianceId,
      applicationId: application.id,
      organisationId: application.organisationId,
      category: body.category,
      documentId: body.documentId,
      issuedOn: toDateColumn(body.issuedOn),
      validUntil: validUntil && toDateColumn(validUntil),
      shortfallCents: body.category === 'durc' ? greatestShortfallCents(body.debts) : null,
      submittedBy: accountId,
      createdAt: tx.now,
    },
  });
  await noteProgress(tx, application);
  await recordAudit(tx, services.vault, {
    action: 'providerApplication.documentSubmitted',
    ...subject,
    reason: body.category,
  });
  await settleOnboarding(tx, services, application.id);
  return applicationAnswer(tx, application.id);
}

/** A DURC is good for the days of the law, a declaration for a year, every other paper for as long as it says. */
export async function lastDayOf(tx: Tx, body: Body): Promise<PlainDate | null> {
  const { category, issuedOn, validUntil } = body;
  const today = toPlainDate(tx.now);
  if (issuedOn > today) throw refusal('/body/issuedOn', inTheFuture);
  if (category !== 'durc' && validUntil && validUntil < issuedOn)
    throw refusal('/body/validUntil', backwards);
  const last = lastGoodDay(body, await durcValidityDays(tx));
  if (last === undefined) throw refusal('/body/validUntil', endUnsaid[category]!);
  if (last !== null && last < today)
    throw refusal(last === validUntil ? '/body/validUntil' : '/body/issuedOn', lapsed);
  return last;
}

function refusal(pointer: string, message: Text): Refusal {
  return new Refusal('invalidRequest', {
    detail: {
      it: 'Corregga il campo indicato e invii di nuovo.',
      en: 'Correct the field shown and send again.',
    },
    errors: [{ pointer, message }],
  });
}

const notUploaded: Text = {
  it: 'nessun documento di questa richiesta ha questo codice: prima caricarlo',
  en: 'no document of this application has this identifier: upload it first',
};
const endUnsaid: Partial<Record<ProviderDocumentCategory, Text>> = {
  insurance: {
    it: 'l’ultimo giorno di copertura, come sta sulla polizza',
    en: 'the last day of cover, as the policy says',
  },
  authorisation: {
    it: 'l’ultimo giorno, come sta sull’atto, oppure null se l’atto dice che non scade',
    en: 'the last day, as the paper says, or null when it says that it does not end',
  },
};
const inTheFuture: Text = { it: 'al più tardi oggi', en: 'today at the latest' };
const backwards: Text = { it: 'non prima del rilascio', en: 'not before it was issued' };
const lapsed: Text = {
  it: 'il documento è già scaduto: serve quello nuovo',
  en: 'the paper has lapsed: a new one is needed',
};
