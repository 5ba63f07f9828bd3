import type { RefusalReason } from '../../domain/provider-onboarding.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Prisma, ProviderApplication } from '../../prisma/generated/client.ts';
import { storeDocument } from '../documents.ts';
import { responsibleFor } from '../letters/responsible.ts';
import { nextProtocolNumber } from '../numbering.ts';
import { closeOffer } from '../provider-offer/close-offer.ts';
import type { ActivityServices } from '../services.ts';
import { cancelTasks } from '../tasks.ts';
import { applicationSubject, moveApplication } from './application.ts';
import { renderCandidateLetter } from './letter.ts';
import { mailCandidate } from './mails.ts';
import { cancelOnboardingDeadlines } from './steps.ts';

/** What the office is asked to do with an application only while it is open. */
const openTasks = [
  'confirmIdentity',
  'appointRepresentative',
  'chaseCandidate',
  'charterUnsigned',
  'considerWaiver',
  'reviewProvider',
  'recordAgreement',
  'countersignAgreement',
] as const;

/** It is over, one way or another: nothing more is asked of anybody, and only who was admitted offers anything. */
export async function endApplication(
  tx: Tx,
  application: ProviderApplication,
  state: 'admitted' | 'refused' | 'withdrawn' | 'closed',
  data: Prisma.ProviderApplicationUncheckedUpdateInput = {},
): Promise<void> {
  await cancelOnboardingDeadlines(tx, application);
  await cancelTasks(tx, applicationSubject(application), openTasks);
  if (state !== 'admitted') await closeOffer(tx, { applicationId: application.id });
  await moveApplication(tx, application, { ...data, state, waitingFor: 'nobody', closedAt: tx.now });
}

/**
 * Writes the letter that says why it is over and how to ask again, and that there is one.
 *
 * @param signerId who decided it; none of one that closed by itself
 */
export async function writeLetter(
  tx: Tx,
  services: ActivityServices,
  application: ProviderApplication,
  why: { readonly kind: 'closed' } | { readonly kind: 'refused'; reason: RefusalReason; words: string },
  signerId: string | null = null,
): Promise<string> {
  const bytes = await renderCandidateLetter({
    responsible: await responsibleFor(tx, { officerId: application.caseworkerId, signerId }),
    protocolNumber: await nextProtocolNumber(tx),
    applicationCode: application.code,
    organisationName: application.organisationName,
    appliedAt: application.createdAt,
    writtenAt: tx.now,
    serviceUrl: services.publicUrl,
    why,
  });
  const documentId = await storeDocument(tx, services.vault, {
    ...applicationSubject(application),
    kind: 'candidateLetter',
    name: 'lettera.pdf',
    content: { bytes, mediaType: 'application/pdf' },
  });
  await mailCandidate(tx, services, application, 'candidateLetter');
  return documentId;
}
