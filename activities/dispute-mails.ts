import { italianDay } from '../domain/italian-day.ts';
import { formatDate, type PlainDate } from '../domain/plain-date.ts';
import { toPerson, toProvider } from './mail-audience.ts';
import { readAt } from './mail-sentences.ts';

interface OfDispute {
  readonly disputeCode: string;
}

interface Opened extends OfDispute {
  readonly answerDueOn: PlainDate;
}

/** Both sides are told the same: that there is a decision, and where it is read. */
const decided = (disputeCode: string) => [
  {
    it: `sulla contestazione ${disputeCode} c’è una decisione, con i suoi motivi.`,
    en: `there is a decision on dispute ${disputeCode}, with its reasons.`,
  },
  readAt('la decisione', 'the decision'),
];

/** What is written about disputes of vouchers: never what for, how much, or what somebody said. */
export const disputeMails = {
  disputeReceived: toPerson(({ disputeCode, answerDueOn }: Opened) => ({
    subject: { it: 'Una ricevuta per lei', en: 'A receipt for you' },
    paragraphs: [
      {
        it: `abbiamo ricevuto la sua contestazione ${disputeCode}. Il fornitore può rispondere fino ${italianDay('al', answerDueOn)}; poi decide una persona dell’ufficio, con i motivi. Fino ad allora può aggiungere documenti, o ritirarla.`,
        en: `we received your dispute ${disputeCode}. The provider may answer until ${formatDate(answerDueOn, 'en')}; then somebody of the office decides, with reasons. Until then you may add documents, or withdraw it.`,
      },
      readAt('a che punto è', 'how it stands'),
    ],
  })),

  disputeToAnswer: toProvider(
    ({ disputeCode, answerDueOn, redemptionNumber }: Opened & { readonly redemptionNumber: string }) => ({
      subject: { it: 'Una contestazione a cui rispondere', en: 'A dispute to answer' },
      paragraphs: [
        {
          it: `la riscossione ${redemptionNumber} è contestata (${disputeCode}). Può rispondere, con i suoi documenti, fino ${italianDay('al', answerDueOn)}; poi l’ufficio decide su ciò che ha.`,
          en: `redemption ${redemptionNumber} is disputed (${disputeCode}). You may answer, with your documents, until ${formatDate(answerDueOn, 'en')}; then the office decides on what it has.`,
        },
        {
          it: 'Fino alla decisione questa riscossione non entra nelle distinte di pagamento.',
          en: 'Until the decision this redemption stands in no payment batch.',
        },
        readAt('la contestazione', 'the dispute'),
      ],
    }),
  ),

  disputeDecided: toPerson(({ disputeCode }: OfDispute) => ({
    subject: { it: 'Una lettera per lei', en: 'A letter for you' },
    paragraphs: decided(disputeCode),
  })),

  disputeDecidedProvider: toProvider(({ disputeCode }: OfDispute) => ({
    subject: { it: 'Una contestazione è decisa', en: 'A dispute is decided' },
    paragraphs: decided(disputeCode),
  })),

  disputeWithdrawn: toProvider(({ disputeCode }: OfDispute) => ({
    subject: { it: 'Una contestazione è ritirata', en: 'A dispute is withdrawn' },
    paragraphs: [
      {
        it: `la contestazione ${disputeCode} è stata ritirata: la riscossione è pagata con la prossima distinta, se non lo è già.`,
        en: `dispute ${disputeCode} was withdrawn: the redemption is paid with the next batch, if it was not already.`,
      },
    ],
  })),

  disputeWithdrawnAtDesk: toPerson(({ disputeCode }: OfDispute) => ({
    subject: { it: 'Una contestazione è ritirata', en: 'A dispute is withdrawn' },
    paragraphs: [
      {
        it: `lo sportello ha ritirato per lei la contestazione ${disputeCode}. Se non l’ha chiesto lei lo dica allo sportello: finché c’è tempo si può contestare di nuovo.`,
        en: `the desk withdrew dispute ${disputeCode} for you. If you did not ask for it tell the desk: as long as there is time it can be disputed again.`,
      },
    ],
  })),
} as const;
