import type { z } from 'zod';
import { isSameName, type signCharterInput } from '../../domain/charter-steps.ts';
import { Refusal, type FieldError } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { useSigningCode } from './code.ts';
import { aboutOf, faultsOfConsent, signerOrThrow } from './consent.ts';
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
  const { signatory } = await signerOrThrow(tx, vault, signing, accountId);
  const about = await aboutOf(tx, signing);
  if (!about.version.content.signing.codeSufficesFor.includes('charter')) throw codeDoesNotSuffice;
  refuseFaults([
    ...faultsOfConsent(tx, about, body),
    ...(isSameName(body.typedName, signatory.name) ? [] : [otherName]),
  ]);
  const used = await useSigningCode(tx, vault, signing, { accountId, tokenId, code: body.code });
  if (used instanceof Refusal) return used;
  await discardPaper(tx, vault, signing);
  const signed = await takeSignature(tx, services, signing, {
    method: 'code',
    about,
    signedBy: accountId,
    textHash: body.textHash,
    evidence: {
      signatory,
      obligations: body.obligations,
      declarations: body.declarations,
      codeSentAt: used.createdAt.toISOString(),
      codeUsedAt: used.usedAt!.toISOString(),
    },
  });
  return signingAnswer(signed);
}

function refuseFaults(errors: readonly FieldError[]): void {
  if (errors.length === 0) return;
  throw new Refusal('invalidRequest', {
    detail: {
      it: 'Per firmare manca qualcosa: correggere i campi indicati. Il codice resta valido.',
      en: 'Something is missing to sign: correct the fields shown. The code stays valid.',
    },
    errors,
  });
}

const codeDoesNotSuffice = new Refusal('stepNotPossible', {
  detail: {
    it: 'Per questa carta il codice non basta: preparare il testo, firmarlo digitalmente e caricarlo.',
    en: 'For this charter a code does not suffice: prepare the text, sign it digitally and upload it.',
  },
  possible: ['prepareCharterPaper'],
});
const otherName: FieldError = {
  pointer: '/body/typedName',
  message: {
    it: 'non è il nome registrato di chi rappresenta l’ente',
    en: 'not the recorded name of the organisation’s representative',
  },
};
