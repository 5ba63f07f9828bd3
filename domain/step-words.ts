import type { AssessmentStep } from './assessment-steps.ts';
import type { SigningStep } from './charter-steps.ts';
import type { ComplaintStep } from './provider-complaint.ts';
import type { DisbursementStep } from './disbursement-steps.ts';
import type { OnboardingOperation } from './provider-onboarding.ts';
import type { StandingStep } from './provider-standing-steps.ts';
import type { Text } from './text.ts';

type ProcessStep =
  AssessmentStep | DisbursementStep | SigningStep | OnboardingOperation | StandingStep | ComplaintStep;

/** What each step of a process is called among people; programs know it by its name. */
export const stepWords: Readonly<Record<ProcessStep, Text>> = {
  openAssessment: { it: 'presentare la domanda', en: 'file the application' },
  submitDossier: { it: 'completare il dossier', en: 'complete the dossier' },
  requestDocuments: { it: 'chiedere documenti', en: 'ask for documents' },
  remindApplicant: {
    it: 'ricordare i documenti a chi ha fatto domanda',
    en: 'remind whoever applied of the documents',
  },
  extendDocuments: { it: 'dare più tempo per i documenti', en: 'give more time for the documents' },
  declareComplete: { it: 'dichiarare completa la domanda', en: 'declare the application complete' },
  recommend: { it: 'fare la proposta', en: 'recommend' },
  decide: { it: 'decidere', en: 'decide' },
  withdraw: { it: 'ritirare la domanda', en: 'withdraw the application' },
  closeInadmissible: { it: 'chiudere come non ammissibile', en: 'close as inadmissible' },
  resumeAward: { it: 'rimettere in lista d’attesa', en: 'put back on the waiting list' },
  approveDisbursement: { it: 'approvare la spesa', en: 'approve the spending' },
  recordUnits: { it: 'registrare le unità consegnate', en: 'record delivered units' },
  confirmDelivery: { it: 'confermare le unità ricevute', en: 'confirm the units received' },
  disputeUnits: { it: 'contestare unità', en: 'dispute units' },
  resolveDispute: { it: 'decidere una contestazione', en: 'decide a dispute' },
  swapProvider: { it: 'cambiare fornitore', en: 'change the provider' },
  issueFundVouchers: { it: 'dare le unità in buoni', en: 'give the units as vouchers' },
  recordDeath: { it: 'registrare la morte', en: 'record the death' },
  settleAward: { it: 'pagare il fornitore', en: 'pay the provider' },
  signCharter: { it: 'firmare la carta', en: 'sign the charter' },
  uploadSignedCopy: {
    it: 'caricare il testo firmato digitalmente',
    en: 'upload the digitally signed text',
  },
  declineCharter: { it: 'rifiutare di firmare', en: 'decline to sign' },
  countersignCharter: { it: 'controfirmare', en: 'countersign' },
  extendDeadline: { it: 'spostare il termine', en: 'move the deadline' },
  completeStep: { it: 'completare un passo', en: 'complete a step' },
  submitDocument: { it: 'consegnare un documento', en: 'hand in a document' },
  confirmIdentity: { it: 'confermare chi è l’ente', en: 'confirm who the organisation is' },
  appointRepresentative: { it: 'registrare il rappresentante', en: 'record the representative' },
  grantWaiver: { it: 'concedere una deroga', en: 'grant a waiver' },
  requestCorrection: { it: 'chiedere una correzione', en: 'ask for a correction' },
  reviewProvider: { it: 'accogliere o rifiutare', en: 'accept or refuse' },
  signAgreement: { it: 'firmare la convenzione con il codice', en: 'sign the agreement by code' },
  uploadSignedAgreement: {
    it: 'caricare la convenzione firmata digitalmente',
    en: 'upload the digitally signed agreement',
  },
  countersignAgreement: { it: 'controfirmare la convenzione', en: 'countersign the agreement' },
  recordAgreement: {
    it: 'registrare la convenzione firmata su carta',
    en: 'record the agreement signed on paper',
  },
  withdrawApplication: { it: 'ritirare la richiesta di adesione', en: 'withdraw the application to join' },
  renewDocument: { it: 'caricare un documento rinnovato', en: 'hand in a renewed document' },
  checkDocument: { it: 'controllare un documento rinnovato', en: 'check a renewed document' },
  recordRegularisation: {
    it: 'registrare un invito a regolarizzare',
    en: 'record an invitation to regularise',
  },
  proposeRevocation: { it: 'proporre la revoca', en: 'propose the revocation' },
  decideRevocation: { it: 'decidere la revoca', en: 'decide on the revocation' },
  withdrawRevocation: { it: 'ritirare la revoca', en: 'withdraw the revocation' },
  answerComplaint: { it: 'rispondere al reclamo', en: 'answer the complaint' },
  reopenComplaint: { it: 'riaprire il reclamo', en: 'reopen the complaint' },
  withdrawComplaint: { it: 'ritirare il reclamo', en: 'withdraw the complaint' },
  releaseAward: { it: 'restituire il resto al Fondo', en: 'give the rest back to the Fund' },
};

/** The sentence of a refusal that says what can be done instead. */
export function stepsPossible(steps: readonly ProcessStep[]): Text {
  const told = (language: 'it' | 'en') =>
    steps.map((step) => `${stepWords[step][language]} (${step})`).join(', ');
  return { it: `In questo stato si può: ${told('it')}.`, en: `In this state you can: ${told('en')}.` };
}
