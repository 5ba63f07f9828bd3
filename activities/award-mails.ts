import { italianDay } from '../domain/italian-day.ts';
import { formatDate, type PlainDate } from '../domain/plain-date.ts';
import { readAt } from './mail-sentences.ts';
import { toPerson } from './mail-audience.ts';

interface OfApplication {
  readonly protocolNumber: string;
}

/** What is written to the person about an award that waits, and about its end. */
export const awardMails = {
  waitingOver: toPerson((params: OfApplication) => ({
    subject: { it: 'L’attesa è finita', en: 'The wait is over' },
    paragraphs: [
      {
        it: `per la pratica ${params.protocolNumber} le avevamo scritto di attendere: l’attesa è finita. Quando una seconda persona ha dato l’approvazione, il fornitore riceve l’ordine e può iniziare. Lei non deve fare nulla.`,
        en: `we had written to you to wait about file ${params.protocolNumber}: the wait is over. Once a second person has approved, the provider gets the order and can begin. You need not do anything.`,
      },
    ],
  })),

  waitingPaused: toPerson((params: OfApplication) => ({
    subject: { it: 'Una verifica prima di andare avanti', en: 'A check before going on' },
    paragraphs: [
      {
        it: `per la pratica ${params.protocolNumber} una persona dell’ufficio deve fare una verifica. Intanto i giorni della lista d’attesa non contano. Le scriviamo come va avanti; lei non deve fare nulla.`,
        en: `for file ${params.protocolNumber} somebody at the office has to check something. Meanwhile the days on the waiting list do not count. We shall write how it goes on; you need not do anything.`,
      },
    ],
  })),

  waitingResumed: toPerson((params: OfApplication & { readonly dueOn: PlainDate }) => ({
    subject: { it: 'Di nuovo in lista d’attesa', en: 'On the waiting list again' },
    paragraphs: [
      {
        it: `per la pratica ${params.protocolNumber} la verifica è finita: l’assegnazione è in lista d’attesa fino ${italianDay('al', params.dueOn)}. Appena il denaro c’è, o se quel giorno non c’è ancora, le scriviamo.`,
        en: `for file ${params.protocolNumber} the check is over: the award is on the waiting list until ${formatDate(params.dueOn, 'en')}. As soon as the money is there, or if it is not by that day, we shall write.`,
      },
    ],
  })),

  waitingEnded: toPerson((params: OfApplication) => ({
    subject: { it: 'Una lettera per lei', en: 'A letter for you' },
    paragraphs: [
      {
        it: `per la pratica ${params.protocolNumber} i giorni in lista d’attesa sono finiti. La lettera spiega che cosa può fare.`,
        en: `for file ${params.protocolNumber} the days on the waiting list are over. The letter says what you can do.`,
      },
      readAt('la lettera', 'the letter'),
    ],
  })),

  awardReleased: toPerson((params: OfApplication) => ({
    subject: { it: 'Una lettera per lei', en: 'A letter for you' },
    paragraphs: [
      {
        it: `c’è una decisione sull’assegnazione della pratica ${params.protocolNumber}. La lettera spiega perché e che cosa può fare: la legga presto, da oggi decorrono alcuni termini.`,
        en: `there is a decision about the award of file ${params.protocolNumber}. The letter says why, and what you can do: please read it soon, some time limits start today.`,
      },
      readAt('la lettera', 'the letter'),
    ],
  })),
} as const;
