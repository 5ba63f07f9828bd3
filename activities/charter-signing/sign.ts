import type { z } from 'zod';
import type { signCharterInput } from '../../domain/charter-steps.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import { signerOrThrow } from '../representatives.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { signByCode } from '../typed-signature.ts';
import { aboutOf, faultsOfConsent } from './consent.ts';
import { discardPaper } from './paper.ts';
import { takeSignature } from './signature.ts';
import { lockSigningForStep, signingAnswer } from './signing.ts';

type Body = z.output<typeof signCharterInput>;

/**
 * The legal representative signs by name and one-time code: every obligation accepted, everything declared, the very
 * text that is to be signed. A paper that was prepared for the other way of signing is needed no more.
 */
export async function signCharter(
  tx: Tx,
  submission: OpenSubmission<Body>,
  services: ActivityServices,
): Promise<Done | Refusal> {
  const { vault } = services;
  const { body, accountId, tokenId } = submission;
  const signing = await lockSigningForStep(tx, submission.subjectId, 'signCharter');
  const { signatory } = await signerOrThrow(tx, vault, signing.organisationId, accountId);
  const about = await aboutOf(tx, signing);
  const proof = await signByCode(tx, vault, {
    paper: { kind: 'charter', signingId: signing.id },
    charter: about.version.content,
    signatory,
    typed: { accountId, tokenId, ...body },
    faults: faultsOfConsent(tx, about, body),
  });
  if (proof instanceof Refusal) return proof;
  await discardPaper(tx, vault, signing);
  const signed = await takeSignature(tx, services, signing, {
    method: 'code',
    about,
    signedBy: accountId,
    textHash: body.textHash,
    evidence: { signatory, obligations: body.obligations, declarations: body.declarations, ...proof },
  });
  return signingAnswer(signed);
}
