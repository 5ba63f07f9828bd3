import type { z } from 'zod';
import { openAgreement } from '../activities/provider-onboarding/agreement.ts';
import { openAgreementEvidence } from '../activities/provider-onboarding/agreement-signature.ts';
import { signatureOf } from '../activities/provider-onboarding/agreement-standing.ts';
import { textHashOf } from '../activities/provider-onboarding/agreement-text.ts';
import { copyToCompare } from '../activities/provider-onboarding/record-agreement.ts';
import { verificationOf } from '../activities/signed-copy.ts';
import type { Locale } from '../domain/text.ts';
import type { Tx } from '../prisma/database.ts';
import type { AgreementSignature, ProviderApplication } from '../prisma/generated/client.ts';
import type { Vault } from '../vault/vault.ts';
import { instantIn } from './dates.ts';
import type { applicationAgreement } from './provider-application-schema.ts';

/** The agreement of an accepted application: what is signed, by which ways, and what was signed; nothing of by whom. */
export async function agreementIn(
  tx: Tx,
  vault: Vault,
  row: ProviderApplication,
  locale: Locale,
): Promise<z.input<typeof applicationAgreement> | null> {
  if (row.agreementDocumentId === null) return null;
  const agreement = await openAgreement(tx, vault, row);
  const signature = await signatureOf(tx, row);
  const onPaper = row.signedAgreementId === null ? null : ('paper' as const);
  const isUnsigned = signature === null && onPaper === null;
  return {
    documentId: row.agreementDocumentId,
    textHash: agreement && textHashOf(agreement),
    codeSuffices: agreement?.charter.content.signing.codeSufficesFor.includes('agreement') ?? false,
    method: signature ? (signature.method as 'code' | 'file') : onPaper,
    signedAt: instantIn(signature?.signedAt ?? null),
    signedDocumentId: row.signedAgreementId ?? signature?.documentId ?? null,
    paperCopyId: (isUnsigned && (await copyToCompare(tx, row))?.id) || null,
    signedCopyId: signature?.signedCopyId ?? null,
    verification: signature && (await verificationIn(tx, vault, signature, locale)),
  };
}

async function verificationIn(tx: Tx, vault: Vault, signature: AgreementSignature, locale: Locale) {
  if (signature.method !== 'file') return null;
  const evidence = await openAgreementEvidence(tx, vault, signature);
  if (!('copy' in evidence)) return null;
  const { text, ...found } = verificationOf(evidence.copy);
  return { ...found, text: text[locale] };
}
