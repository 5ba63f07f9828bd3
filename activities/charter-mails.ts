import { italianDay } from '../domain/italian-day.ts';
import { formatDate, type PlainDate } from '../domain/plain-date.ts';
import { toStaff } from './mail-audience.ts';

interface OfSigning {
  readonly dueOn: PlainDate;
}

/** What is written to whoever signs the charter for an organisation, at their own account. */
export const charterMails = {
  charterInvitation: toStaff((params: OfSigning) => ({
    subject: { it: 'C’è una carta da firmare', en: 'There is a charter to sign' },
    paragraphs: [
      {
        it: `l’alleanza la invita a leggere e firmare la carta etica per il suo ente, entro ${italianDay('il', params.dueOn)}.`,
        en: `the alliance invites you to read and sign the ethical charter for your organisation, by ${formatDate(params.dueOn, 'en')}.`,
      },
      {
        it: 'Nel servizio trova il testo, gli obblighi da accettare e le dichiarazioni da preparare. Può anche rifiutare, dicendo perché.',
        en: 'In the service you find the text, the obligations to accept and the declarations to prepare. You may also decline, saying why.',
      },
    ],
  })),

  charterRevised: toStaff((params: OfSigning) => ({
    subject: { it: 'La carta ha una nuova versione', en: 'The charter has a new version' },
    paragraphs: [
      {
        it: `l’alleanza ha pubblicato una nuova versione della carta etica, che il suo ente ha già firmato in quella di prima. La invita a leggerla e firmarla entro ${italianDay('il', params.dueOn)}; fino ad allora per chi fa parte dell’alleanza non cambia nulla, e una richiesta di adesione in corso aspetta la sua firma.`,
        en: `the alliance published a new version of the ethical charter, of which your organisation has signed the one before. You are invited to read and sign it by ${formatDate(params.dueOn, 'en')}; until then nothing changes for whoever is part of the alliance, and an application to join waits for your signature.`,
      },
      {
        it: 'Senza firma, dal giorno dopo chi fa parte dell’alleanza è sospeso: un fornitore non riceve nuovi ordini, quelli già dati proseguono. Con la firma la sospensione finisce subito. Può anche rifiutare, dicendo perché.',
        en: 'Without a signature whoever is part of the alliance is suspended from the day after: a provider gets no new orders, those given already go on. The suspension ends at once with the signature. You may also decline, saying why.',
      },
    ],
  })),

  charterReminder: toStaff((params: OfSigning) => ({
    subject: { it: 'Promemoria: c’è una carta da firmare', en: 'Reminder: there is a charter to sign' },
    paragraphs: [
      {
        it: `la carta etica aspetta ancora la sua firma. C’è tempo fino ${italianDay('al', params.dueOn)}; se non basta, lo dica all’alleanza.`,
        en: `the ethical charter still waits for your signature. There is time until ${formatDate(params.dueOn, 'en')}; if that is not enough, tell the alliance.`,
      },
    ],
  })),

  charterExpired: toStaff((params: OfSigning) => ({
    subject: { it: 'Il tempo per firmare è finito', en: 'The time to sign is over' },
    paragraphs: [
      {
        it: `il termine per firmare la carta etica era ${italianDay('il', params.dueOn)}. Se vuole ancora firmare, chieda all’alleanza un nuovo invito.`,
        en: `the time to sign the ethical charter ended on ${formatDate(params.dueOn, 'en')}. If you still want to sign, ask the alliance for a new invitation.`,
      },
    ],
  })),

  charterCountersigned: toStaff(() => ({
    subject: { it: 'La carta firmata è pronta', en: 'The signed charter is ready' },
    paragraphs: [
      {
        it: 'l’alleanza ha controfirmato la carta etica. Nel servizio trova la copia con la prova delle firme.',
        en: 'the alliance countersigned the ethical charter. In the service you find the copy with the proof of the signatures.',
      },
    ],
  })),

  signingCode: toStaff((params: { readonly code: string; readonly minutes: number }) => ({
    subject: { it: 'Il suo codice', en: 'Your code' },
    paragraphs: [
      {
        it: `per firmare digiti questo codice: ${params.code}. Vale una volta sola, per ${params.minutes} minuti, nella sessione da cui lo ha chiesto.`,
        en: `to sign type this code: ${params.code}. It is good once, for ${params.minutes} minutes, in the session from which you asked for it.`,
      },
      {
        it: 'Se non lo ha chiesto lei, non lo dia a nessuno e avverta l’alleanza.',
        en: 'If you did not ask for it, give it to nobody and tell the alliance.',
      },
    ],
  })),
} as const;
