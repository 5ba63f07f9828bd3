import type { SignedPaper } from '../domain/charter.ts';

/** A paper that waits for the signature of whoever represents an organisation. */
export type PaperToSign =
  | { readonly kind: 'charter'; readonly signingId: string }
  | { readonly kind: 'agreement'; readonly applicationId: string };

interface Ways {
  readonly byCode: string;
  readonly askForCode: string;
  readonly otherwise: readonly string[];
}

/** How each is signed, as a refusal says what to do instead. */
export const waysToSign: Readonly<Record<SignedPaper, Ways>> = {
  charter: { byCode: 'signCharter', askForCode: 'requestSigningCode', otherwise: ['prepareCharterPaper'] },
  agreement: {
    byCode: 'signAgreement',
    askForCode: 'requestAgreementCode',
    otherwise: ['uploadSignedAgreement'],
  },
};

/** Whose process it belongs to, as mails name it. */
export function subjectOf(paper: PaperToSign) {
  return paper.kind === 'charter'
    ? { kind: 'charterSigning', id: paper.signingId }
    : { kind: 'providerApplication', id: paper.applicationId };
}
