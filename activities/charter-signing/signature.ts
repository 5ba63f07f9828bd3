import { countersigningTimes } from '../../domain/charter-steps.ts';
import type { Tx } from '../../prisma/database.ts';
import type { CharterSigning } from '../../prisma/generated/client.ts';
import { recordAudit } from '../audit.ts';
import { cancelDeadlines } from '../deadlines.ts';
import type { ActivityServices } from '../services.ts';
import { lift } from '../suspensions.ts';
import { openTask } from '../tasks.ts';
import { renderSignedCharter } from './charter-pdf.ts';
import type { About } from './consent.ts';
import { hashesOf, sealEvidence, storeCharter, type Evidence } from './evidence.ts';
import { signingDeadlines } from './schedule.ts';
import { moveSigning, signingSubject } from './signing.ts';

/** A signature that was found good, by a code or by a file. */
export type GoodSignature = {
  readonly about: About;
  readonly signedBy: string;
  readonly textHash: string;
  readonly evidence: Evidence;
} & ({ readonly method: 'code' } | { readonly method: 'file'; readonly signedCopyId: string });

/**
 * Takes a signature, whichever way it was made: what was signed and how is sealed, printed and hashed, the reminders
 * end, a suspension for want of it ends, and the alliance's own signature is asked for, all in the same transaction.
 */
export async function takeSignature(
  tx: Tx,
  services: ActivityServices,
  signing: CharterSigning,
  signature: GoodSignature,
): Promise<CharterSigning> {
  const { vault } = services;
  const { about, evidence, textHash, method, signedBy } = signature;
  const bytes = await renderSignedCharter({
    ...about,
    textHash,
    signedAt: tx.now,
    evidence,
    countersignature: undefined,
  });
  const signed = await moveSigning(tx, signing, {
    state: 'signed',
    waitingFor: 'alliance.countersignature',
    textHash,
    method,
    signedBy,
    signedAt: tx.now,
    evidenceSealed: await sealEvidence(tx, vault, signing, evidence),
    documentId: await storeCharter(tx, vault, signing, { kind: 'signedCharter', bytes }),
    ...(signature.method === 'file' ? { signedCopyId: signature.signedCopyId } : {}),
  });
  await cancelDeadlines(tx, { ...signingSubject(signing), kinds: signingDeadlines });
  await lift(tx, services, { organisationId: signing.organisationId, ground: 'charter' }, 'charterSigned');
  await askToCountersign(tx, signing);
  await recordAudit(tx, vault, {
    action: 'charter.signed',
    subjectKind: 'charterSigning',
    subjectId: signing.id,
    detail: hashesOf(signing, { textHash, bytes, evidence }),
  });
  return signed;
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
