import type { z } from 'zod';
import { obligationsOf, type CharterContent } from '../../domain/charter.ts';
import { faultsOf } from '../../domain/charter-declarations.ts';
import { countersigningTimes, isSameName, type signCharterInput } from '../../domain/charter-steps.ts';
import { Refusal, type FieldError } from '../../domain/refusal.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { CharterSigning } from '../../prisma/generated/client.ts';
import { recordAudit } from '../audit.ts';
import { contentOf, textHashOf } from '../charter-versions.ts';
import { cancelDeadlines } from '../deadlines.ts';
import { openSignatory, representativeOrThrow, type Signatory } from '../representatives.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { openTask } from '../tasks.ts';
import { renderSignedCharter } from './charter-pdf.ts';
import { useSigningCode } from './code.ts';
import { hashesOf, sealEvidence, storeCharter, type Evidence } from './evidence.ts';
import { signingDeadlines } from './schedule.ts';
import { lockSigningForStep, moveSigning, signingAnswer, signingSubject } from './signing.ts';

type Body = z.output<typeof signCharterInput>;

/**
 * The legal representative signs by name and one-time code: every obligation accepted, everything declared, the very
 * text that is to be signed. What was signed and how is sealed, printed and hashed in the same transaction.
 */
export async function signCharter(
  tx: Tx,
  submission: OpenSubmission<Body>,
  services: ActivityServices,
): Promise<Done | Refusal> {
  const { vault } = services;
  const { body, accountId, tokenId } = submission;
  const signing = await lockSigningForStep(tx, submission.subjectId, 'signCharter');
  const representative = await representativeOrThrow(tx, signing.organisationId);
  if (representative.accountId !== accountId) throw notTheRepresentative;
  const { version, organisation, allianceName } = await aboutOf(tx, signing);
  const signatory = await openSignatory(tx, vault, representative);
  refuseFaults(tx, version.content, organisation.roles, body, signatory);
  const used = await useSigningCode(tx, vault, signing, { accountId, tokenId, code: body.code });
  if (used instanceof Refusal) return used;
  const evidence: Evidence = {
    signatory,
    obligations: body.obligations,
    declarations: body.declarations,
    codeSentAt: used.createdAt.toISOString(),
    codeUsedAt: used.usedAt!.toISOString(),
  };
  const { textHash } = body;
  const about = { allianceName, organisation, version, textHash, signedAt: tx.now, evidence };
  const bytes = await renderSignedCharter({ ...about, countersignature: undefined });
  const signed = await moveSigning(tx, signing, {
    state: 'signed',
    waitingFor: 'alliance.countersignature',
    textHash,
    method: 'code',
    signedBy: accountId,
    signedAt: tx.now,
    evidenceSealed: await sealEvidence(tx, vault, signing, evidence),
    documentId: await storeCharter(tx, vault, signing, { kind: 'signedCharter', bytes }),
  });
  await cancelDeadlines(tx, { ...signingSubject(signing), kinds: signingDeadlines });
  await askToCountersign(tx, signing);
  await recordAudit(tx, vault, {
    action: 'charter.signed',
    subjectKind: 'charterSigning',
    subjectId: signing.id,
    detail: hashesOf(signing, textHash, bytes),
  });
  return signingAnswer(signed);
}

/** What a paper about the signing says besides the signature. */
export async function aboutOf(tx: Tx, signing: CharterSigning) {
  const row = await tx.db.charterVersion.findUniqueOrThrow({ where: { id: signing.charterVersionId } });
  const organisation = await tx.db.organisation.findUniqueOrThrow({ where: { id: signing.organisationId } });
  const alliance = await tx.db.alliance.findUniqueOrThrow({ where: { id: tx.allianceId } });
  const version = { number: row.number, content: contentOf(row), contentHash: row.contentHash };
  return { version, organisation, allianceName: alliance.name };
}

function refuseFaults(
  tx: Tx,
  content: CharterContent,
  roles: Parameters<typeof obligationsOf>[1],
  body: Body,
  signatory: Signatory,
): void {
  if (!content.signing.codeSufficesFor.includes('charter')) throw codeDoesNotSuffice;
  const faults: FieldError[] = [
    ...(body.textHash === textHashOf(content) ? [] : [otherText]),
    ...faultsOf(obligationsOf(content, roles), body.obligations, body.declarations, toPlainDate(tx.now)),
    ...(isSameName(body.typedName, signatory.name) ? [] : [otherName]),
  ];
  if (faults.length === 0) return;
  throw new Refusal('invalidRequest', {
    detail: {
      it: 'Per firmare manca qualcosa: correggere i campi indicati. Il codice resta valido.',
      en: 'Something is missing to sign: correct the fields shown. The code stays valid.',
    },
    errors: faults,
  });
}

async function askToCountersign(tx: Tx, signing: CharterSigning): Promise<void> {
  await openTask(tx, {
    ...signingSubject(signing),
    kind: 'countersignCharter',
    candidateRole: 'caseworker',
    excludedIds: [signing.openedBy],
    dueInWorkingDays: countersigningTimes.workingDays,
    reminderWorkingDays: countersigningTimes.reminderWorkingDays,
  });
}

const notTheRepresentative = new Refusal('notAllowed', {
  detail: {
    it: 'Firma soltanto chi è registrato come rappresentante legale dell’ente.',
    en: 'Only whoever is recorded as the organisation’s legal representative signs.',
  },
});
const codeDoesNotSuffice = new Refusal('stepNotPossible', {
  detail: {
    it: 'Per questa carta il codice non basta: serve la firma digitale.',
    en: 'For this charter a code does not suffice: a digital signature is needed.',
  },
  possible: [],
});
const otherText: FieldError = {
  pointer: '/body/textHash',
  message: { it: 'non è il testo da firmare: leggerlo di nuovo', en: 'not the text to sign: read it again' },
};
const otherName: FieldError = {
  pointer: '/body/typedName',
  message: {
    it: 'non è il nome registrato di chi rappresenta l’ente',
    en: 'not the recorded name of the organisation’s representative',
  },
};
