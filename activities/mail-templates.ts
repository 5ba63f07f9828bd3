import { formatDate, type PlainDate } from '../domain/plain-date.ts';
import type { Text } from '../domain/text.ts';
import { awardMails } from './award-mails.ts';
import { candidateMails } from './candidate-mails.ts';
import { charterMails } from './charter-mails.ts';
import { readAt } from './mail-sentences.ts';
import { standingMails } from './standing-mails.ts';
import { suspensionMails } from './suspension-mails.ts';

/**
 * Who a template writes to. There is none for employers: they never learn that somebody asked for anything. An
 * account of theirs gets its invitation, and what concerns the charter they are to sign: neither speaks of anybody.
 * What goes to a provider goes to the organisation's own address.
 */
export type Audience = 'person' | 'staff' | 'provider';

/** A mail's text. The subject is the same for everybody: it shows on locked screens and in others' mail logs. */
export interface MailText {
  readonly subject: Text;
  readonly paragraphs: readonly Text[];
}

interface Template<Params> {
  readonly audience: Audience;
  readonly write: (params: Params) => MailText;
}

interface OfApplication {
  readonly protocolNumber: string;
}

interface OfInvitation {
  readonly code: string;
  readonly validUntil: PlainDate;
}

interface OfOrder {
  readonly orderCode: string;
}

interface OfComplaint {
  readonly complaintCode: string;
  readonly dueOn: PlainDate;
}

interface OfTask {
  readonly task: Text;
  readonly dueOn: PlainDate;
}

/** In whose hands an overdue task is, for the reader; only what nobody holds can be claimed. */
export type TaskStanding = 'free' | 'yours' | 'taken';

const standings: Readonly<Record<TaskStanding, Text>> = {
  free: { it: 'Può prenderla in carico.', en: 'You can claim it.' },
  yours: {
    it: 'È in carico a lei: la concluda, o la rimetta a disposizione.',
    en: 'It is in your hands: complete it, or give it back.',
  },
  taken: {
    it: 'È in carico a un’altra persona: la si può prendere quando la rimette a disposizione.',
    en: 'It is in somebody else’s hands: it can be claimed once they give it back.',
  },
};

/**
 * Every mail the service sends. People are told that there is something to read and where; what was decided
 * stands in the letter, behind the sign-in, because a mailbox may be read by others and at work.
 */
export const mailTemplates = {
  applicationReceived: toPerson((params: OfApplication & { readonly receivedOn: PlainDate }) => ({
    subject: { it: 'Una ricevuta per lei', en: 'A receipt for you' },
    paragraphs: [
      {
        it: `abbiamo ricevuto la sua domanda il ${formatDate(params.receivedOn, 'it')}. Il numero di protocollo è ${params.protocolNumber}.`,
        en: `we received your application on ${formatDate(params.receivedOn, 'en')}. Its protocol number is ${params.protocolNumber}.`,
      },
      readAt('la ricevuta', 'the receipt'),
    ],
  })),

  documentsRequested: toPerson((params: OfApplication & { readonly dueOn: PlainDate }) => ({
    subject: { it: 'Servono dei documenti', en: 'Some documents are needed' },
    paragraphs: [
      {
        it: `per andare avanti con la pratica ${params.protocolNumber} ci servono alcuni documenti entro il ${formatDate(params.dueOn, 'it')}.`,
        en: `to go on with file ${params.protocolNumber} we need some documents by ${formatDate(params.dueOn, 'en')}.`,
      },
      readAt('l’elenco', 'the list'),
    ],
  })),

  documentsReminder: toPerson((params: OfApplication & { readonly dueOn: PlainDate }) => ({
    subject: { it: 'Promemoria: servono dei documenti', en: 'Reminder: some documents are needed' },
    paragraphs: [
      {
        it: `aspettiamo ancora i documenti per la pratica ${params.protocolNumber}. C’è tempo fino al ${formatDate(params.dueOn, 'it')}.`,
        en: `we are still waiting for the documents of file ${params.protocolNumber}. There is time until ${formatDate(params.dueOn, 'en')}.`,
      },
      readAt('l’elenco', 'the list'),
    ],
  })),

  decisionLetterReady: toPerson((params: OfApplication) => ({
    subject: { it: 'Una lettera per lei', en: 'A letter for you' },
    paragraphs: [
      {
        it: `c’è una lettera sulla pratica ${params.protocolNumber}. La legga presto: da oggi decorrono alcuni termini.`,
        en: `there is a letter about file ${params.protocolNumber}. Please read it soon: some time limits start today.`,
      },
      readAt('la lettera', 'the letter'),
    ],
  })),

  applicationClosed: toPerson((params: OfApplication) => ({
    subject: { it: 'Una lettera per lei', en: 'A letter for you' },
    paragraphs: [
      {
        it: `la pratica ${params.protocolNumber} è stata chiusa. La lettera spiega perché e che cosa può fare.`,
        en: `file ${params.protocolNumber} was closed. The letter says why, and what you can do.`,
      },
      readAt('la lettera', 'the letter'),
    ],
  })),

  withdrawalRegistered: toPerson((params: OfApplication) => ({
    subject: { it: 'Una ricevuta per lei', en: 'A receipt for you' },
    paragraphs: [
      {
        it: `abbiamo registrato il ritiro della domanda ${params.protocolNumber}.`,
        en: `we registered the withdrawal of application ${params.protocolNumber}.`,
      },
      readAt('la ricevuta', 'the receipt'),
    ],
  })),

  ...awardMails,

  unitsToConfirm: toPerson(
    (params: OfApplication & { readonly units: number; readonly silenceAcceptsOn: PlainDate }) => ({
      subject: { it: 'Confermi ciò che ha ricevuto', en: 'Please confirm what you received' },
      paragraphs: [
        {
          it: `per la pratica ${params.protocolNumber} il fornitore ha registrato unità di servizio: ${params.units}. Le confermi, oppure dica che cosa non torna.`,
          en: `for file ${params.protocolNumber} the provider recorded units of service: ${params.units}. Please confirm them, or say what is wrong.`,
        },
        {
          it: `Se non risponde entro il ${formatDate(params.silenceAcceptsOn, 'it')}, valgono come confermate.`,
          en: `Without an answer by ${formatDate(params.silenceAcceptsOn, 'en')} they count as confirmed.`,
        },
      ],
    }),
  ),

  taskReminder: toStaff((params: OfTask) => ({
    subject: { it: 'Promemoria di un’attività', en: 'Reminder of a task' },
    paragraphs: [
      {
        it: `un’attività la aspetta: ${params.task.it}. Scade il ${formatDate(params.dueOn, 'it')}.`,
        en: `a task is waiting for you: ${params.task.en}. It is due on ${formatDate(params.dueOn, 'en')}.`,
      },
    ],
  })),

  taskEscalated: toStaff((params: OfTask & { readonly standing: TaskStanding }) => ({
    subject: { it: 'Un’attività è scaduta', en: 'A task is overdue' },
    paragraphs: [
      {
        it: `un’attività è scaduta il ${formatDate(params.dueOn, 'it')} e nessuno l’ha conclusa: ${params.task.it}. ${standings[params.standing].it}`,
        en: `a task was due on ${formatDate(params.dueOn, 'en')} and nobody completed it: ${params.task.en}. ${standings[params.standing].en}`,
      },
    ],
  })),

  invitation: toStaff((params: OfInvitation) => ({
    subject: { it: 'Un invito per lei', en: 'An invitation for you' },
    paragraphs: [
      {
        it: `per lei è stata aperta un’utenza. Entri con questo codice: ${params.code}`,
        en: `an account was opened for you. Sign in with this code: ${params.code}`,
      },
      {
        it: 'Come si usa è spiegato all’indirizzo qui sotto; un programma lo invia con POST /v1/session/invitation.',
        en: 'The address below explains how to use it; a program sends it with POST /v1/session/invitation.',
      },
      {
        it: `Vale una volta sola, fino al ${formatDate(params.validUntil, 'it')}. Non lo dia a nessuno: nemmeno chi amministra lo conosce o glielo chiederà.`,
        en: `It is good once, until ${formatDate(params.validUntil, 'en')}. Give it to nobody: not even administrators know it or will ask you for it.`,
      },
    ],
  })),

  ...charterMails,
  ...suspensionMails,
  ...candidateMails,
  ...standingMails,

  providerOrder: toProvider(
    (params: OfOrder & { readonly service: Text; readonly units: number; readonly unit: Text }) => ({
      subject: { it: 'Un nuovo ordine', en: 'A new order' },
      paragraphs: [
        {
          it: `c’è un nuovo ordine, codice ${params.orderCode}: ${params.service.it}, ${params.units} ${params.unit.it}.`,
          en: `there is a new order, code ${params.orderCode}: ${params.service.en}, ${params.units} ${params.unit.en}.`,
        },
        {
          it: 'La persona si presenterà con questo codice. La fattura va intestata al Fondo di Solidarietà.',
          en: 'The person will bring this code. Please make out the invoice to the Solidarity Fund.',
        },
      ],
    }),
  ),

  providerOrderGrown: toProvider((params: OfOrder & { readonly more: number; readonly units: number }) => ({
    subject: { it: 'Un ordine cresce', en: 'An order grows' },
    paragraphs: [
      {
        it: `all’ordine ${params.orderCode} si aggiungono unità di servizio: ${params.more}. Ora sono in tutto ${params.units}.`,
        en: `units of service come on top of order ${params.orderCode}: ${params.more}. It now has ${params.units} in all.`,
      },
    ],
  })),

  providerOrderClosed: toProvider((params: OfOrder) => ({
    subject: { it: 'Un ordine è chiuso', en: 'An order is closed' },
    paragraphs: [
      {
        it: `l’ordine ${params.orderCode} è chiuso: non si aggiungono altre unità a quelle già registrate. Quelle confermate sono liquidate.`,
        en: `order ${params.orderCode} is closed: no units come on top of those recorded already. Those confirmed are settled.`,
      },
    ],
  })),

  complaintAnswered: toProvider((params: OfComplaint) => ({
    subject: { it: 'C’è una risposta al suo reclamo', en: 'There is an answer to your complaint' },
    paragraphs: [
      {
        it: `al reclamo ${params.complaintCode} è stato risposto, con i motivi. La lettera è nel servizio; lì si può anche riaprire il reclamo, una volta.`,
        en: `complaint ${params.complaintCode} was answered, with reasons. The letter is in the service; there the complaint can also be reopened, once.`,
      },
    ],
  })),

  complaintLate: toProvider((params: OfComplaint) => ({
    subject: { it: 'Il suo reclamo è in ritardo', en: 'Your complaint is late' },
    paragraphs: [
      {
        it: `al reclamo ${params.complaintCode} si doveva rispondere entro il ${formatDate(params.dueOn, 'it')} e non è stato fatto. Ce ne scusiamo: ora se ne occupa chi amministra l’alleanza. Può sempre rivolgersi a un mediatore o al giudice.`,
        en: `complaint ${params.complaintCode} was to be answered by ${formatDate(params.dueOn, 'en')} and was not. We are sorry: the alliance’s administrators now see to it. You can always turn to a mediator or a court.`,
      },
    ],
  })),

  serviceAccepted: toProvider((params: { readonly serviceName: string }) => ({
    subject: { it: 'Un servizio è stato accettato', en: 'A service was accepted' },
    paragraphs: [
      {
        it: `il servizio «${params.serviceName}» è stato accettato: da oggi si offre nell’elenco.`,
        en: `the service “${params.serviceName}” was accepted: it is offered in the directory from today on.`,
      },
    ],
  })),

  serviceRefused: toProvider((params: { readonly serviceName: string; readonly reason: string }) => ({
    subject: { it: 'Un servizio non è stato accettato', en: 'A service was not accepted' },
    paragraphs: [
      {
        it: `il servizio «${params.serviceName}» non è stato accettato. Il motivo: ${params.reason}`,
        en: `the service “${params.serviceName}” was not accepted. The reason: ${params.reason}`,
      },
      {
        it: 'Ciò che già si offre non cambia. Tolto il motivo, se ne può fare una nuova proposta; se pensa che sia un errore, lo dica all’alleanza.',
        en: 'What is offered already does not change. Once the reason is gone a new proposal can be made; if you think it is a mistake, tell the alliance.',
      },
    ],
  })),

  unitsDisputed: toProvider((params: OfOrder & { readonly units: number }) => ({
    subject: { it: 'Unità contestate', en: 'Units in dispute' },
    paragraphs: [
      {
        it: `per l’ordine ${params.orderCode} sono contestate unità di servizio: ${params.units}. La loro liquidazione è sospesa; le altre proseguono.`,
        en: `for order ${params.orderCode} units of service are in dispute: ${params.units}. Their settlement is suspended; the others go on.`,
      },
    ],
  })),
} as const;

export type MailTemplates = typeof mailTemplates;
export type TemplateName = keyof MailTemplates;
export type TemplateParams<Name extends TemplateName> = Parameters<MailTemplates[Name]['write']>[0];

function toPerson<Params>(write: (params: Params) => MailText) {
  return { audience: 'person', write } as const satisfies Template<Params>;
}

function toStaff<Params>(write: (params: Params) => MailText) {
  return { audience: 'staff', write } as const satisfies Template<Params>;
}

function toProvider<Params>(write: (params: Params) => MailText) {
  return { audience: 'provider', write } as const satisfies Template<Params>;
}
