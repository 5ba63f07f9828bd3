import { italianDay } from '../domain/italian-day.ts';
import { formatDate, type PlainDate } from '../domain/plain-date.ts';
import type { Text } from '../domain/text.ts';
import { accountMails } from './account-mails.ts';
import { awardMails } from './award-mails.ts';
import { bookingMails } from './booking/mails.ts';
import { candidateMails } from './candidate-mails.ts';
import { charterMails } from './charter-mails.ts';
import { disputeMails } from './dispute-mails.ts';
import { toPerson, toStaff } from './mail-audience.ts';
import { readAt } from './mail-sentences.ts';
import { providerMails } from './provider-mails.ts';
import { standingMails } from './standing-mails.ts';
import { suspensionMails } from './suspension-mails.ts';
import { tillMails } from './till/mails.ts';
import { voucherExpiryMails } from './voucher-expiry/mails.ts';
import { voucherLawMails } from './voucher-law-mails.ts';
import { voucherMails } from './voucher-mails.ts';

interface OfApplication {
  readonly protocolNumber: string;
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
        it: `abbiamo ricevuto la sua domanda ${italianDay('il', params.receivedOn)}. Il numero di protocollo è ${params.protocolNumber}.`,
        en: `we received your application on ${formatDate(params.receivedOn, 'en')}. Its protocol number is ${params.protocolNumber}.`,
      },
      readAt('la ricevuta', 'the receipt'),
    ],
  })),

  documentsRequested: toPerson((params: OfApplication & { readonly dueOn: PlainDate }) => ({
    subject: { it: 'Servono dei documenti', en: 'Some documents are needed' },
    paragraphs: [
      {
        it: `per andare avanti con la pratica ${params.protocolNumber} ci servono alcuni documenti entro ${italianDay('il', params.dueOn)}.`,
        en: `to go on with file ${params.protocolNumber} we need some documents by ${formatDate(params.dueOn, 'en')}.`,
      },
      readAt('l’elenco', 'the list'),
    ],
  })),

  documentsReminder: toPerson((params: OfApplication & { readonly dueOn: PlainDate }) => ({
    subject: { it: 'Promemoria: servono dei documenti', en: 'Reminder: some documents are needed' },
    paragraphs: [
      {
        it: `aspettiamo ancora i documenti per la pratica ${params.protocolNumber}. C’è tempo fino ${italianDay('al', params.dueOn)}.`,
        en: `we are still waiting for the documents of file ${params.protocolNumber}. There is time until ${formatDate(params.dueOn, 'en')}.`,
      },
      readAt('l’elenco', 'the list'),
    ],
  })),

  documentsExtended: toPerson((params: OfApplication & { readonly dueOn: PlainDate }) => ({
    subject: { it: 'Più tempo per i documenti', en: 'More time for the documents' },
    paragraphs: [
      {
        it: `per i documenti della pratica ${params.protocolNumber} c’è più tempo: fino ${italianDay('al', params.dueOn)}.`,
        en: `there is more time for the documents of file ${params.protocolNumber}: until ${formatDate(params.dueOn, 'en')}.`,
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

  ...voucherLawMails,

  unitsToConfirm: toPerson(
    (params: OfApplication & { readonly units: number; readonly silenceAcceptsOn: PlainDate }) => ({
      subject: { it: 'Confermi ciò che ha ricevuto', en: 'Please confirm what you received' },
      paragraphs: [
        {
          it: `per la pratica ${params.protocolNumber} il fornitore ha registrato unità di servizio: ${params.units}. Le confermi, oppure dica che cosa non torna.`,
          en: `for file ${params.protocolNumber} the provider recorded units of service: ${params.units}. Please confirm them, or say what is wrong.`,
        },
        {
          it: `Se non risponde entro ${italianDay('il', params.silenceAcceptsOn)}, valgono come confermate.`,
          en: `Without an answer by ${formatDate(params.silenceAcceptsOn, 'en')} they count as confirmed.`,
        },
      ],
    }),
  ),

  taskReminder: toStaff((params: OfTask) => ({
    subject: { it: 'Promemoria di un’attività', en: 'Reminder of a task' },
    paragraphs: [
      {
        it: `un’attività la aspetta: ${params.task.it}. Scade ${italianDay('il', params.dueOn)}.`,
        en: `a task is waiting for you: ${params.task.en}. It is due on ${formatDate(params.dueOn, 'en')}.`,
      },
    ],
  })),

  taskEscalated: toStaff((params: OfTask & { readonly standing: TaskStanding }) => ({
    subject: { it: 'Un’attività è scaduta', en: 'A task is overdue' },
    paragraphs: [
      {
        it: `un’attività è scaduta ${italianDay('il', params.dueOn)} e nessuno l’ha conclusa: ${params.task.it}. ${standings[params.standing].it}`,
        en: `a task was due on ${formatDate(params.dueOn, 'en')} and nobody completed it: ${params.task.en}. ${standings[params.standing].en}`,
      },
    ],
  })),

  ...accountMails,
  ...charterMails,
  ...suspensionMails,
  ...tillMails,
  ...candidateMails,
  ...standingMails,
  ...voucherMails,
  ...bookingMails,
  ...providerMails,
  ...voucherExpiryMails,
  ...disputeMails,
} as const;

export type MailTemplates = typeof mailTemplates;
export type TemplateName = keyof MailTemplates;
export type TemplateParams<Name extends TemplateName> = Parameters<MailTemplates[Name]['write']>[0];
