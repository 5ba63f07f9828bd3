import { italianDay } from '../domain/italian-day.ts';
import { formatDate, type PlainDate } from '../domain/plain-date.ts';
import type { Text } from '../domain/text.ts';
import { toStaff } from './mail-audience.ts';

interface OfStep {
  readonly applicationCode: string;
  readonly step: Text;
  readonly dueOn: PlainDate;
}

interface OfCandidate {
  readonly applicationCode: string;
}

/** What is written to whoever goes on with an organisation's application to become a provider. */
export const candidateMails = {
  candidateLink: toStaff((params: { readonly link: string; readonly validUntil: PlainDate }) => ({
    subject: { it: 'Il suo collegamento per l’adesione', en: 'Your link to join' },
    paragraphs: [
      {
        it: `qualcuno ha chiesto, con questo indirizzo, un collegamento alla richiesta di un ente di diventare fornitore dell’alleanza. Se è stato lei, questo la apre, o la riprende da dove era: ${params.link}`,
        en: `somebody asked, with this mailbox, for a link to an organisation’s request to become a provider of the alliance. If it was you, this one opens it, or goes on from where it was: ${params.link}`,
      },
      {
        it: `Vale una volta sola, fino ${italianDay('al', params.validUntil)}; poi se ne chiede un altro.`,
        en: `It is good once, until ${formatDate(params.validUntil, 'en')}; then ask for another.`,
      },
      {
        it: 'Se non ha chiesto lei di aderire, ignori questo messaggio: senza di lei non succede niente, e la richiesta si chiude da sola.',
        en: 'If you did not ask to join, ignore this message: without you nothing happens, and the request closes by itself.',
      },
    ],
  })),

  candidateInvitation: toStaff(
    (params: { readonly link: string; readonly validUntil: PlainDate; readonly allianceName: string }) => ({
      subject: { it: 'Un invito a diventare fornitore', en: 'An invitation to become a provider' },
      paragraphs: [
        {
          it: `${params.allianceName} invita il suo ente a diventare fornitore dell’alleanza. Questo collegamento apre la richiesta di adesione, in cui dire chi è l’ente e che cosa offre e consegnare i documenti: ${params.link}`,
          en: `${params.allianceName} invites your organisation to become a provider of the alliance. This link opens the application, in which to say who the organisation is and what it offers, and to hand in its papers: ${params.link}`,
        },
        {
          it: `Vale una volta sola, fino ${italianDay('al', params.validUntil)}; poi se ne chiede un altro.`,
          en: `It is good once, until ${formatDate(params.validUntil, 'en')}; then ask for another.`,
        },
        {
          it: 'L’invito non obbliga a niente: se non interessa, basta dirlo all’alleanza, o non rispondere.',
          en: 'The invitation binds to nothing: if you are not interested, tell the alliance, or do not answer.',
        },
      ],
    }),
  ),

  stepReminder: toStaff((params: OfStep) => ({
    subject: { it: 'Promemoria per l’adesione', en: 'Reminder about joining' },
    paragraphs: [
      {
        it: `per l’adesione ${params.applicationCode} manca ancora: ${params.step.it}. C’è tempo fino ${italianDay('al', params.dueOn)}.`,
        en: `for your joining, ${params.applicationCode}, this is still missing: ${params.step.en}. There is time until ${formatDate(params.dueOn, 'en')}.`,
      },
    ],
  })),

  stepOverdue: toStaff((params: OfStep) => ({
    subject: { it: 'Un passo dell’adesione è in ritardo', en: 'A step of joining is late' },
    paragraphs: [
      {
        it: `per l’adesione ${params.applicationCode} ${italianDay('il', params.dueOn)} è scaduto questo passo: ${params.step.it}. Si può ancora fare; se qualcosa la ferma, lo dica all’alleanza, che è stata avvisata.`,
        en: `for your joining, ${params.applicationCode}, on ${formatDate(params.dueOn, 'en')} this step was due: ${params.step.en}. It can still be done; if something keeps you from it, tell the alliance, which was told.`,
      },
    ],
  })),

  correctionRequested: toStaff((params: OfCandidate) => ({
    subject: { it: 'Qualcosa da correggere per l’adesione', en: 'Something to correct for joining' },
    paragraphs: [
      {
        it: `per l’adesione ${params.applicationCode} l’alleanza chiede di correggere qualcosa. Nel servizio trova che cosa, campo per campo.`,
        en: `for your joining, ${params.applicationCode}, the alliance asks you to correct something. In the service you find what, field by field.`,
      },
    ],
  })),

  closingAnnounced: toStaff((params: OfCandidate & { readonly closesOn: PlainDate }) => ({
    subject: { it: 'L’adesione sta per chiudersi', en: 'Your joining is about to close' },
    paragraphs: [
      {
        it: `nessuno prosegue l’adesione ${params.applicationCode}: ${italianDay('il', params.closesOn)} si chiude da sola. Basta completare un passo per tenerla aperta.`,
        en: `nobody goes on with your joining, ${params.applicationCode}: on ${formatDate(params.closesOn, 'en')} it closes by itself. Completing any step keeps it open.`,
      },
    ],
  })),

  candidateLetter: toStaff((params: OfCandidate) => ({
    subject: { it: 'C’è una lettera sull’adesione', en: 'There is a letter about joining' },
    paragraphs: [
      {
        it: `l’adesione ${params.applicationCode} è conclusa. Nel servizio trova la lettera che dice perché e come chiedere di nuovo.`,
        en: `your joining, ${params.applicationCode}, is over. In the service you find the letter that says why and how to ask again.`,
      },
    ],
  })),

  agreementReady: toStaff((params: OfCandidate) => ({
    subject: { it: 'La convenzione è pronta da firmare', en: 'The agreement is ready to sign' },
    paragraphs: [
      {
        it: `l’esame dell’adesione ${params.applicationCode} è concluso bene. Nel servizio trova la convenzione: lì la legge e la firma chi rappresenta l’ente, con la propria utenza.`,
        en: `the review of your joining, ${params.applicationCode}, ended well. In the service you find the agreement: there whoever represents the organisation reads and signs it, with their own account.`,
      },
      {
        it: 'Chi firma su carta ne carica la copia firmata, che l’alleanza confronta e registra.',
        en: 'Whoever signs on paper uploads the signed copy, which the alliance compares and records.',
      },
    ],
  })),

  agreementCountersigned: toStaff((params: OfCandidate) => ({
    subject: { it: 'La convenzione è controfirmata', en: 'The agreement is countersigned' },
    paragraphs: [
      {
        it: `la convenzione che ha firmato per l’adesione ${params.applicationCode} è controfirmata dall’alleanza: vale da oggi. Nel servizio la trova con la prova delle firme.`,
        en: `the agreement that you signed for the joining ${params.applicationCode} is countersigned by the alliance: it holds from today. In the service you find it with the evidence of the signatures.`,
      },
    ],
  })),

  providerAdmitted: toStaff((params: OfCandidate) => ({
    subject: {
      it: 'Il suo ente è fornitore dell’alleanza',
      en: 'Your organisation is a provider of the alliance',
    },
    paragraphs: [
      {
        it: `l’adesione ${params.applicationCode} è compiuta: da oggi il suo ente è fornitore. La stessa utenza ora serve per gli ordini.`,
        en: `your joining, ${params.applicationCode}, is complete: from today your organisation is a provider. The same account now serves for orders.`,
      },
    ],
  })),
} as const;
