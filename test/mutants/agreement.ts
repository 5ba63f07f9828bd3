import type { AnyMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

const guards = 'test/agreement-guards.test.ts';
const folder = 'activities/provider-onboarding/';
const signing = `${folder}sign-agreement.ts`;
const signature = `${folder}agreement-signature.ts`;
const standing = `${folder}agreement-standing.ts`;
const paper = `${folder}record-agreement.ts`;

const without = (what: string, sql: string): AnyMutant => ({
  name: `agreement: ${what}`,
  provenBy: guards,
  sql,
});

/** What keeps an agreement from being signed twice, by somebody else, of another text, or by one person of the alliance. */
export const agreementMutants: readonly AnyMutant[] = [
  without('its signature changes', 'DROP TRIGGER agreement_signature_guard ON agreement_signature'),
  without('signatures are emptied', 'DROP TRIGGER agreement_signature_never_emptied ON agreement_signature'),
  without('is signed twice at once', 'DROP INDEX agreement_signature_agreement_document_id_key'),
  without(
    'accepted and countersigned by one',
    'ALTER TABLE provider_application DROP CONSTRAINT provider_application_countersigned',
  ),
  ...provenBy(guards, [
    [
      'agreement: anybody signs',
      'activities/representatives.ts',
      'if (representative.accountId !== accountId) throw notTheRepresentative;',
    ],
    ['agreement: another text is signed', signing, 'body.textHash === textHashOf(agreement)', 'true'],
    [
      'agreement: under another name',
      'activities/typed-signature.ts',
      'isSameName(typed.typedName, signatory.name)',
      'true',
    ],
    [
      'agreement: a code for another one is good',
      'activities/signing-code.ts',
      '{ applicationId: paper.applicationId };',
      '{ applicationId: { not: null } as never };',
    ],
    ['agreement: is signed twice', standing, 'if (await signatureOf(tx, application)) throw isSigned;'],
    [
      'agreement: signed here and recorded from paper',
      paper,
      'if (await signatureOf(tx, application)) throw isSigned;',
    ],
    [
      'agreement: a copy of the text before counts',
      signing,
      'waiting.documentId !== body.paperId || !isTheirs',
      '!isTheirs',
    ],
    [
      'agreement: a copy signed by whoever represented before counts',
      signing,
      'waiting.documentId !== body.paperId || !isTheirs',
      'waiting.documentId !== body.paperId',
    ],
    [
      'agreement: a text of before is signed here',
      standing,
      'if (!agreement) throw writtenBefore;',
      'if (!agreement) throw isSigned;',
    ],
    [
      'agreement: whoever accepted countersigns',
      signature,
      'if (application.reviewedBy === accountId) throw countersignedByAnother;',
    ],
    [
      'agreement: whoever accepted is asked to countersign',
      signature,
      'excludedIds: [application.reviewedBy!],',
      'excludedIds: [],',
    ],
    [
      'agreement: whoever reviewed the application answers the complaint',
      'activities/provider-complaint/deciders.ts',
      '    application?.reviewedBy,\n',
    ],
    [
      'agreement: whoever recorded the agreement answers the complaint',
      'activities/provider-complaint/deciders.ts',
      '    application?.agreementRecordedBy,\n',
    ],
    [
      'agreement: whoever accepted is asked to record',
      paper,
      'excludedIds: [application.reviewedBy!, ',
      'excludedIds: [',
    ],
    [
      'agreement: whoever uploaded the copy is asked to record it',
      paper,
      ', ...new Set(copies.map(({ uploadedBy }) => uploadedBy))],',
      '],',
    ],
    [
      'agreement: a copy on paper is asked about again and again',
      paper,
      "if (state !== 'open' || dueOn === null) return;",
    ],
    [
      'agreement: signed here, it is still to be recorded from paper',
      signature,
      "  await cancelTasks(tx, subject, ['recordAgreement']);\n",
    ],
    [
      'agreement: whoever newly represents is not told',
      `${folder}new-signer.ts`,
      'if (!(await signatureOf(tx, application)))',
      'if (await signatureOf(tx, application))',
    ],
    [
      'agreement: written anew, it is still to be countersigned',
      `${folder}settle.ts`,
      "    'countersignAgreement',\n",
    ],
  ]),
  ...provenBy('test/agreement-returned.test.ts', [
    [
      'agreement: a copy that was returned still counts',
      paper,
      "  await tx.db.document.updateMany({ where: copyOf(application), data: { kind: 'returnedAgreement' } });\n",
    ],
    [
      'agreement: a copy on paper is shown to nobody',
      'api/provider-agreement-view.ts',
      '(isUnsigned && (await copyToCompare(tx, row))?.id) || null,',
      'null,',
    ],
    [
      'agreement: whoever uploaded the copy is shown that they record it',
      'api/possible-application-steps.ts',
      'isAnother && copy.uploadedBy !== principal.accountId,',
      'isAnother,',
    ],
    [
      'agreement: whoever accepted is shown that they record it',
      'api/possible-application-steps.ts',
      'copy !== null && isAnother &&',
      'copy !== null &&',
    ],
    [
      'agreement: what was signed here is returned',
      paper,
      "if (state !== 'toCheck' || (await signatureOf(tx, application))) throw noCopy;",
    ],
  ]),
  ...provenBy('test/agreement-signing.test.ts', [
    [
      'agreement: the evidence of a signature is everybody’s of the organisation',
      'api/provider-application-files.ts',
      'signatureEvidence.includes(row.kind) && !mayOpenEvidence(principal, application)',
      'false',
    ],
    [
      'agreement: whoever accepted is shown that they countersign',
      'api/possible-application-steps.ts',
      '!isUnsigned && isAnother,',
      '!isUnsigned,',
    ],
    [
      'agreement: everybody who represents is shown that they sign',
      'api/possible-application-steps.ts',
      'isSigner && isUnsigned &&',
      'isUnsigned &&',
    ],
    [
      'agreement: a code is mailed that is no use',
      'api/signing-code-route.ts',
      '      refuseWhereCodeDoesNotSuffice(paper, charter);\n',
    ],
    [
      'agreement: whoever signs it is not told',
      `${folder}agreement.ts`,
      '  await mailSigner(tx, services, application, agreementDocumentId);\n',
    ],
  ]),
  ...provenBy('test/candidate-steps.test.ts', [
    [
      'joining: a tax code becomes a partita IVA once it is confirmed',
      'activities/provider-onboarding/confirm-identity.ts',
      '        hasVatNumber: application.hasVatNumber,\n',
    ],
  ]),
];
