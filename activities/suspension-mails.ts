import { italianDay } from '../domain/italian-day.ts';
import { formatDate, type PlainDate } from '../domain/plain-date.ts';
import { suspensionGrounds, type SuspensionGround } from '../domain/suspension.ts';
import type { MailText } from './mail-audience.ts';

interface OfSuspension {
  readonly ground: SuspensionGround;
  /** Of its orders alone, or of everything the organisation is. */
  readonly asProvider: boolean;
  readonly since: PlainDate;
}

function suspended({ ground, asProvider, since }: OfSuspension): MailText {
  const { reason, remedy } = suspensionGrounds[ground];
  return {
    subject: { it: 'Il suo ente è sospeso', en: 'Your organisation is suspended' },
    paragraphs: [
      {
        it: `${italianDay('dal', since)} il suo ente è sospeso${asProvider ? ' come fornitore' : ''}. Il motivo: ${reason.it}.`,
        en: `since ${formatDate(since, 'en')} your organisation is suspended${asProvider ? ' as a provider' : ''}. The reason: ${reason.en}.`,
      },
      {
        it: 'Finché dura, un fornitore non riceve nuovi ordini. Quelli già dati proseguono e si pagano.',
        en: 'As long as it lasts, a provider gets no new orders. Those given already go on and are paid.',
      },
      { it: `Che cosa fare: ${remedy.it}.`, en: `What to do: ${remedy.en}.` },
      {
        it: 'Se pensa che sia un errore, faccia reclamo all’alleanza: è gratuito e riceve una risposta con i motivi (regolamento UE 2019/1150, articolo 4).',
        en: 'If you think this is a mistake, complain to the alliance: it is free, and you get an answer with its reasons (Regulation (EU) 2019/1150, article 4).',
      },
    ],
  };
}

function reinstated({ ground, asProvider, since }: OfSuspension): MailText {
  const { reason } = suspensionGrounds[ground];
  return {
    subject: { it: 'La sospensione è finita', en: 'The suspension is over' },
    paragraphs: [
      {
        it: `la sospensione del suo ente${asProvider ? ' come fornitore' : ''}, in corso ${italianDay('dal', since)}, è finita da questo momento. Il motivo era: ${reason.it}.`,
        en: `the suspension of your organisation${asProvider ? ' as a provider' : ''}, which began on ${formatDate(since, 'en')}, is over from this moment. The reason was: ${reason.en}.`,
      },
    ],
  };
}

/** What an organisation reads of its suspension: the reason, what it means, what ends it, and how to complain. */
export const suspensionMails = {
  suspendedRepresentative: { audience: 'staff', write: suspended },
  suspendedOrganisation: { audience: 'provider', write: suspended },
  reinstatedRepresentative: { audience: 'staff', write: reinstated },
  reinstatedOrganisation: { audience: 'provider', write: reinstated },
} as const;
