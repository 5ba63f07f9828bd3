import type { OnboardingOperation } from '../../domain/provider-onboarding.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import type { AgreementSignature, ProviderApplication } from '../../prisma/generated/client.ts';
import type { Vault } from '../../vault/vault.ts';
import { isPublished } from '../charter-versions.ts';
import { openAgreement } from './agreement.ts';
import type { Agreement } from './agreement-text.ts';
import { lockForOperation } from './application.ts';
import { missingDocuments, stepsOf } from './standing.ts';

/** An agreement that waits for its signature, and the application that it is for, locked. */
export interface WaitingAgreement {
  readonly application: ProviderApplication;
  readonly organisationId: string;
  readonly documentId: string;
  readonly agreement: Agreement;
}

/** Locks an accepted application for what is done with its agreement, or refuses: not accepted, or not in order any more. */
export async function lockAccepted(
  tx: Tx,
  id: string,
  operation: OnboardingOperation,
): Promise<ProviderApplication> {
  const application = await lockForOperation(tx, id, operation);
  const steps = await stepsOf(tx, application.id);
  if (steps.get('review')!.state !== 'done' || !application.agreementDocumentId) throw notAccepted;
  const lapsed = await missingDocuments(tx, application.id);
  if (lapsed.length > 0) throw lapsedMeanwhile(lapsed);
  // The process learns of a new version a moment after it is published, and this may come before.
  if (!(await isPublished(tx, application.charterVersionId!))) throw otherCharterMeanwhile;
  return application;
}

/** The same, for whoever signs: it is signed once. */
export async function lockUnsigned(
  tx: Tx,
  vault: Vault,
  id: string,
  operation: OnboardingOperation,
): Promise<WaitingAgreement> {
  const application = await lockAccepted(tx, id, operation);
  if (await signatureOf(tx, application)) throw isSigned;
  const agreement = await openAgreement(tx, vault, application);
  if (!agreement) throw writtenBefore;
  const documentId = application.agreementDocumentId!;
  return { application, organisationId: application.organisationId!, documentId, agreement };
}

/** The signature of the agreement as it is written now; one of an earlier text does not count. */
export async function signatureOf(
  tx: Tx,
  { agreementDocumentId }: Pick<ProviderApplication, 'agreementDocumentId'>,
): Promise<AgreementSignature | null> {
  return agreementDocumentId === null
    ? null
    : tx.db.agreementSignature.findUnique({ where: { agreementDocumentId } });
}

function lapsedMeanwhile(facts: readonly string[]): Refusal {
  return new Refusal('stepNotPossible', {
    detail: {
      it: 'Dall’accoglimento un documento è scaduto: ne chieda la correzione, poi esamini di nuovo.',
      en: 'A paper has lapsed since the acceptance: ask for its correction, then look into it again.',
    },
    possible: ['requestCorrection'],
    facts,
  });
}

const otherCharterMeanwhile = new Refusal('stepNotPossible', {
  detail: {
    it: 'Dall’accoglimento è uscita una nuova Carta: chi rappresenta l’ente firma quella, poi la richiesta si esamina di nuovo.',
    en: 'A new charter has come out since the acceptance: the representative signs that one, then the application is looked into again.',
  },
  possible: ['requestCorrection'],
});
const notAccepted = new Refusal('stepNotPossible', {
  detail: {
    it: 'La richiesta non è ancora accolta: prima va esaminata.',
    en: 'The application is not yet accepted: it is looked into first.',
  },
  possible: ['reviewProvider', 'requestCorrection'],
});

export const isSigned = new Refusal('stepNotPossible', {
  detail: {
    it: 'La convenzione è già firmata: l’alleanza la controfirma.',
    en: 'The agreement is signed already: the alliance countersigns it.',
  },
  possible: ['countersignAgreement'],
});
const writtenBefore = new Refusal('stepNotPossible', {
  detail: {
    it: 'Questa convenzione è stata scritta prima che si potesse firmare qui: la restituisca firmata all’alleanza, che la registra.',
    en: 'This agreement was written before it could be signed here: give it back signed to the alliance, which records it.',
  },
  possible: ['uploadCandidateFile', 'recordAgreement'],
});
