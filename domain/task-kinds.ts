import type { Text } from './text.ts';

/** What each kind of task asks for, in the words of lists and mails. A kind named like a step is done by taking it. */
export const taskKinds = {
  declareComplete: {
    it: 'controllare la completezza di una domanda',
    en: 'check the completeness of an application',
  },
  recommend: { it: 'proporre l’esito di una valutazione', en: 'recommend the outcome of an assessment' },
  decide: { it: 'decidere su un fascicolo', en: 'decide on a dossier' },
  termOverrun: {
    it: 'una pratica ha superato il termine: intervenire',
    en: 'a case is past its term: step in',
  },
  approveDisbursement: { it: 'approvare una spesa del Fondo', en: 'approve a spending of the Fund' },
  reviewAward: { it: 'rivedere un’assegnazione oltre il massimale', en: 'review an award beyond the cap' },
  resolveDispute: {
    it: 'decidere una contestazione su unità consegnate',
    en: 'decide a dispute on delivered units',
  },
  settleAward: { it: 'pagare a un fornitore le unità confermate', en: 'pay a provider the confirmed units' },
  decideProposal: {
    it: 'guardare un servizio che un fornitore vuole aggiungere',
    en: 'look at a service that a provider wants to add',
  },
  answerComplaint: {
    it: 'rispondere al reclamo di un fornitore',
    en: 'answer a provider’s complaint',
  },
  complaintOverdue: {
    it: 'un reclamo di un fornitore è senza risposta oltre il termine: intervenire',
    en: 'a provider’s complaint has no answer past its term: step in',
  },
  countersignCharter: {
    it: 'controfirmare la carta etica firmata da un ente',
    en: 'countersign the ethical charter that an organisation signed',
  },
  nameRepresentative: {
    it: 'registrare chi rappresenta un ente: la carta etica aspetta la sua firma',
    en: 'record who represents an organisation: the ethical charter waits for their signature',
  },
  followSuspension: {
    it: 'un ente è sospeso: sentirlo e accompagnarlo a rimettersi in regola',
    en: 'an organisation is suspended: hear it and help it back into order',
  },
  renewDocument: {
    it: 'un documento dell’ente sta per scadere: caricare quello nuovo',
    en: 'a document of the organisation is about to lapse: upload the new one',
  },
  checkDocument: {
    it: 'guardare un documento rinnovato da un fornitore',
    en: 'look at a document that a provider renewed',
  },
  decideRevocation: {
    it: 'decidere su una proposta di revoca di un fornitore',
    en: 'decide on a proposal to revoke a provider',
  },
  considerSwap: {
    it: 'il fornitore di un ordine è fermo: sentire la persona e, se lo vuole, cambiare fornitore',
    en: 'the provider of an order has stopped: hear the person and, if they wish, change the provider',
  },
  contactOtherwise: {
    it: 'una comunicazione non è arrivata: contattare in altro modo',
    en: 'a message did not arrive: get in touch otherwise',
  },
  representationEnded: {
    it: 'chi agiva per la persona non può più farlo: contattare la persona',
    en: 'who acted for the person no longer may: contact the person',
  },
  inviteAgain: {
    it: 'un invito non è arrivato: correggere l’indirizzo e invitare di nuovo',
    en: 'an invitation did not arrive: correct the address and invite again',
  },
  lookIntoFailure: {
    it: 'un passaggio non è riuscito per un errore: controllare la pratica e avvisare chi gestisce il servizio',
    en: 'a step failed by an error: check the case and tell whoever runs the service',
  },
  publishVersion: {
    it: 'leggere che cosa cambia nelle regole e pubblicare la versione, o rinunciarvi',
    en: 'read what changes in the rules and publish the version, or give it up',
  },
  adoptRules: {
    it: 'il servizio usa regole che questa alleanza non ha ancora: prendere quelle fornite, che un’altra persona pubblica',
    en: 'the service uses rules that this alliance does not have yet: take those that are shipped, which somebody else publishes',
  },
  weighRetirement: {
    it: 'decidere se ritirare una versione delle regole, come un’altra persona ha chiesto',
    en: 'decide whether to retire a version of the rules, as another person asked',
  },
  confirmIdentity: {
    it: 'confrontare un ente candidato con il registro delle imprese e confermarlo',
    en: 'compare a candidate with the companies’ register and confirm it',
  },
  appointRepresentative: {
    it: 'registrare chi rappresenta un ente candidato',
    en: 'record who represents a candidate',
  },
  chaseCandidate: {
    it: 'una richiesta di adesione è ferma: sentire l’ente candidato',
    en: 'an application to join stands still: get in touch with the candidate',
  },
  charterUnsigned: {
    it: 'un ente candidato non ha firmato la Carta: sentirlo e, se serve, invitarlo di nuovo',
    en: 'a candidate did not sign the charter: get in touch and, if need be, invite again',
  },
  considerWaiver: {
    it: 'un ente candidato è lontano e nessuno vicino offre il servizio: valutare una deroga',
    en: 'a candidate is remote and nobody near offers the service: consider a waiver',
  },
  followSuggestion: {
    it: 'dare seguito alla segnalazione di un fornitore: invitarlo o metterla da parte',
    en: 'follow up a suggestion of a provider: invite it or set it aside',
  },
  reviewProvider: { it: 'esaminare una richiesta di adesione', en: 'look into an application to join' },
  countersignAgreement: {
    it: 'controfirmare la convenzione firmata da un ente candidato',
    en: 'countersign the agreement that a candidate signed',
  },
  recordAgreement: {
    it: 'confrontare la convenzione firmata su carta e registrarla',
    en: 'compare the agreement signed on paper and record it',
  },
  drawUpBatch: {
    it: 'da una settimana ci sono riscossioni da pagare: preparare la distinta dei fornitori',
    en: 'for a week there has been something to pay: draw up the batch for providers',
  },
  approveBatch: {
    it: 'guardare una distinta di pagamento preparata da un’altra persona e approvarla',
    en: 'look at a payment batch that somebody else drew up, and approve it',
  },
  exportBatch: {
    it: 'preparare il file per la banca di una distinta approvata e caricarlo nella banca',
    en: 'make the bank’s file of an approved batch and upload it to the bank',
  },
  importBankAnswer: {
    it: 'importare la risposta della banca a una distinta; se non risponde, controllare che il file vi sia stato caricato',
    en: 'import the bank’s answer to a batch; if none comes, check that the file was uploaded there',
  },
  explainBankLine: {
    it: 'un movimento bancario non corrisponde a nessun pagamento: chiarirlo e registrare che cos’è',
    en: 'a bank line answers no payment: find out and record what it is',
  },
  reconcileBalances: {
    it: 'un giorno lavorativo è senza il saldo della banca, o il saldo non è quello dei libri: registrarlo o chiarire la differenza',
    en: 'a working day has no balance of the bank, or another one than the books: enter it or find the difference',
  },
  notifyNetwork: {
    it: 'la rete si avvicina a 1.000.000 € di buoni spesi in dodici mesi: preparare la notifica alla Banca d’Italia (PSD2)',
    en: 'the network comes near €1,000,000 of vouchers spent in twelve months: prepare the notification to the Banca d’Italia (PSD2)',
  },
  decideCorrection: {
    it: 'decidere su una riscossione per errore, o su un tagliando arrivato tardi',
    en: 'decide on a redemption that was a mistake, or on a slip that came too late',
  },
  setInvoiceRecipient: {
    it: 'registrare a chi fatturano i fornitori: finché manca, non possono emettere le fatture chieste',
    en: 'enter whom providers invoice: until then they cannot issue the invoices asked of them',
  },
  chaseInvoice: {
    it: 'la fattura di un fornitore manca oltre il termine: chiederla',
    en: 'a provider’s invoice has been missing past its term: ask for it',
  },
  answerVoucherDispute: {
    it: 'rispondere alla contestazione di una riscossione',
    en: 'answer the dispute of a redemption',
  },
  decideVoucherDispute: {
    it: 'decidere la contestazione di un buono',
    en: 'decide the dispute of a voucher',
  },
  sendByPost: { it: 'stampare e spedire una lettera', en: 'print and post a letter' },
} as const satisfies Record<string, Text>;

export type TaskKind = keyof typeof taskKinds;

/** What is asked of somebody only until a case is decided; letters to post and people to reach outlive it. */
export const undecidedTasks = [
  'declareComplete',
  'recommend',
  'decide',
  'termOverrun',
] as const satisfies readonly TaskKind[];
