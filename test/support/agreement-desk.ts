import { randomUUID } from 'node:crypto';
import { openMail } from '../../activities/mail.ts';
import { openAgreement } from '../../activities/provider-onboarding/agreement.ts';
import { textHashOf } from '../../activities/provider-onboarding/agreement-text.ts';
import { sendSigningCode } from '../../activities/signing-code.ts';
import type { NotingStep } from '../../activities/submission.ts';
import { signer } from './candidate.ts';
import type { CandidateDesk } from './candidate-desk.ts';
import { seedVault as vault } from './seed.ts';

/** Whoever represents the candidate, in the session in which they ask for a code and sign. */
export interface Signer {
  readonly id: string;
  readonly accountId: string;
  readonly tokenId: string;
}

export type AgreementDesk = ReturnType<typeof agreementDesk>;

/** Candidates that were accepted, and how whoever represents them signs the agreement. */
export function agreementDesk(desk: CandidateDesk) {
  async function signerOf(id: string): Promise<Signer> {
    const { organisationId } = await desk.rowOf(id);
    const where = { organisationId: organisationId!, endedAt: null };
    const holder = await desk.within(({ db }) => db.representative.findFirstOrThrow({ where }));
    return { id, accountId: holder.accountId, tokenId: randomUUID() };
  }

  /** Asks for a code, and reads it where it was sent to. */
  function codeFor(who: Signer): Promise<string> {
    return desk.within(async (tx) => {
      await sendSigningCode(tx, vault, { kind: 'agreement', applicationId: who.id }, who);
      const where = { template: 'signingCode', subjectId: who.id };
      const mail = await tx.db.mail.findFirstOrThrow({ where, orderBy: { id: 'desc' } });
      return ((await openMail(tx, vault, mail, mail.sealed!)) as { params: { code: string } }).params.code;
    });
  }

  return {
    signerOf,
    codeFor,
    async accepted(vatNumber: string): Promise<Signer> {
      const id = await desk.inReview({ vatNumber });
      await desk.accepts(id);
      return signerOf(id);
    },
    take(step: unknown, who: Signer, body: unknown = {}) {
      return desk.within((tx) => {
        const submission = { ...who, id: randomUUID(), subjectId: who.id, params: {}, body };
        return (step as NotingStep)(tx, submission as never, desk.services);
      }, who.accountId);
    },
    /** Everything that signs the agreement as it is now. */
    async typedBy(who: Signer) {
      const textHash = await desk.within(async (tx) => {
        const row = await tx.db.providerApplication.findUniqueOrThrow({ where: { id: who.id } });
        return textHashOf((await openAgreement(tx, vault, row))!);
      });
      return { textHash, typedName: signer.name, code: await codeFor(who) };
    },
    /** A copy that the check found good, of the agreement as it is now. */
    async checkedCopy(id: string, taxCode = signer.taxCode) {
      const { agreementDocumentId: paperId } = await desk.rowOf(id);
      const instant = '2026-06-01T08:00:00.000Z';
      const certificate = {
        subject: { commonName: signer.name, taxCode },
        issuer: 'Autorità inventata',
        serialNumber: '01',
        notBefore: instant,
        notAfter: instant,
        fingerprint: 'c',
      };
      const found = { format: 'pades', trust: 'notVerified', digestAlgorithm: 'SHA-256', certificate };
      const proof = { ...found, originalHash: 'a', copyHash: 'b', verifiedAt: instant };
      return { paperId, file: Buffer.from('%PDF-1.7').toString('base64'), proof };
    },
  };
}
