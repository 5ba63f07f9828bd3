import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { ProviderApplication } from '../../prisma/generated/client.ts';
import type { Vault } from '../../vault/vault.ts';
import { contentOf } from '../charter-versions.ts';
import { storeDocument } from '../documents.ts';
import type { ActivityServices } from '../services.ts';
import { renderAgreement } from './agreement-pdf.ts';
import type { Agreement } from './agreement-text.ts';
import { applicationKey, applicationSubject, moveApplication } from './application.ts';
import { mailCandidate, mailSigner } from './mails.ts';
import { turnTo } from './steps.ts';

/** Writes the agreement of an accepted candidate, keeps it, and asks whoever represents the candidate to sign it. */
export async function writeAgreement(
  tx: Tx,
  services: ActivityServices,
  application: ProviderApplication,
): Promise<void> {
  const { vault } = services;
  const agreement = await agreementOf(tx, application);
  const bytes = await renderAgreement(agreement);
  const agreementDocumentId = await storeDocument(tx, vault, {
    ...applicationSubject(application),
    kind: 'agreement',
    name: 'convenzione.pdf',
    content: { bytes, mediaType: 'application/pdf' },
  });
  await moveApplication(tx, application, {
    agreementDocumentId,
    agreementSealed: await vault.seal(tx, applicationKey(application), 'agreement', agreement),
  });
  await turnTo(tx, application, 'agreement', 'open');
  await mailCandidate(tx, services, application, 'agreementReady', agreementDocumentId);
  await mailSigner(tx, services, application, agreementDocumentId);
}

/** What the agreement that was written says; null of one that was written before it could be signed here. */
export async function openAgreement(
  tx: Tx,
  vault: Vault,
  application: ProviderApplication,
): Promise<Agreement | null> {
  const sealed = application.agreementSealed;
  return sealed && vault.open<Agreement>(tx, applicationKey(application), 'agreement', sealed);
}

async function agreementOf(tx: Tx, application: ProviderApplication): Promise<Agreement> {
  const alliance = await tx.db.alliance.findUniqueOrThrow({ where: { id: tx.allianceId } });
  const version = await tx.db.charterVersion.findUniqueOrThrow({
    where: { id: application.charterVersionId! },
  });
  const of = { applicationId: application.id };
  const orderBy = { id: 'asc' } as const;
  return {
    allianceName: alliance.name,
    organisation: await tx.db.organisation.findUniqueOrThrow({
      where: { id: application.organisationId! },
      select: { name: true, vatNumber: true, hasVatNumber: true },
    }),
    applicationCode: application.code,
    writtenOn: toPlainDate(tx.now),
    charter: { number: version.number, content: contentOf(version) },
    places: await tx.db.place.findMany({
      where: { ...of, closedOn: null },
      select: { name: true, address: true },
      orderBy,
    }),
    services: await tx.db.offeredService.findMany({
      where: { ...of, withdrawnOn: null },
      select: { name: true, category: true, unit: true, unitPriceCents: true },
      orderBy,
    }),
  };
}
