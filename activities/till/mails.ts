import { italianDay } from '../../domain/italian-day.ts';
import { formatDate, type PlainDate } from '../../domain/plain-date.ts';
import { toPerson, toProvider } from '../mail-audience.ts';

interface OfRefund {
  readonly voucherNumber: string;
  readonly validUntil: PlainDate;
}

interface OfVoucher {
  readonly voucherNumber: string;
}

/** What a voucher's holder hears from a till, and a provider of a correction that it asked for. */
export const tillMails = {
  voucherRefunded: toPerson(({ voucherNumber, validUntil }: OfRefund) => ({
    subject: { it: 'Un suo buono vale di nuovo', en: 'A voucher of yours is good again' },
    paragraphs: [
      {
        it: `il fornitore ha annullato la riscossione del buono ${voucherNumber}, o una sua parte. Il buono vale di nuovo fino ${italianDay('al', validUntil)}.`,
        en: `the provider gave back what it took with voucher ${voucherNumber}, or a part of it. The voucher is good again until ${formatDate(validUntil, 'en')}.`,
      },
      {
        it: 'Il valore torna sul buono e mai in denaro. Lo può usare con lo stesso codice.',
        en: 'The value goes back to the voucher and is never paid in cash. You can use it with the same code.',
      },
    ],
  })),

  voucherRestored: toPerson(({ voucherNumber, validUntil }: OfRefund) => ({
    subject: { it: 'C’è un nuovo buono per lei', en: 'There is another voucher for you' },
    paragraphs: [
      {
        it: `il fornitore ha annullato una riscossione, o una sua parte, di un buono che intanto è scaduto. Al suo posto c’è il buono ${voucherNumber}, che vale fino ${italianDay('al', validUntil)}.`,
        en: `the provider gave back what it took, or a part of it, with a voucher that has lapsed meanwhile. In its place there is voucher ${voucherNumber}, good until ${formatDate(validUntil, 'en')}.`,
      },
      {
        it: 'Il valore non si paga in denaro. Il nuovo buono ha un codice suo, che trova nell’elenco dei suoi buoni.',
        en: 'The value is never paid in cash. The other voucher has a code of its own, which the list of your vouchers shows.',
      },
    ],
  })),

  redemptionCorrected: toPerson(
    ({ voucherNumber, isLateSlip }: OfVoucher & { readonly isLateSlip: boolean }) => ({
      subject: { it: 'Un suo buono è stato corretto', en: 'A voucher of yours was put right' },
      paragraphs: [
        isLateSlip
          ? {
              it: `il fornitore ha preso il buono ${voucherNumber} su carta, perché alla cassa mancava la rete. Ora la riscossione è registrata.`,
              en: `the provider took voucher ${voucherNumber} on paper, because its till had no network. The redemption is entered now.`,
            }
          : {
              it: `una riscossione del buono ${voucherNumber} era un errore. Due persone l’hanno controllata e corretta. Il valore torna sul buono e mai in denaro.`,
              en: `a redemption of voucher ${voucherNumber} was a mistake. Two people looked into it and put it right. The value goes back to the voucher and is never paid in cash.`,
            },
        {
          it: 'Nell’elenco dei buoni trova quanto vale e fino a quando. Se il suo ultimo giorno è passato, una lettera dice dove va il valore.',
          en: 'The list of your vouchers says what it is good for and until when. If its last day is over, a letter says where the value goes.',
        },
        {
          it: 'Se non ha usato questo servizio, lo dica all’alleanza.',
          en: 'If you did not use this service, tell the alliance.',
        },
      ],
    }),
  ),

  correctionDecided: toProvider(
    ({ voucherNumber, isApproved }: OfVoucher & { readonly isApproved: boolean }) => ({
      subject: { it: 'C’è una decisione su una correzione', en: 'There is a decision on a correction' },
      paragraphs: [
        isApproved
          ? {
              it: `la correzione sul buono ${voucherNumber} è approvata e registrata. La vede nell’elenco delle riscossioni.`,
              en: `the correction on voucher ${voucherNumber} is approved and entered. The list of redemptions shows it.`,
            }
          : {
              it: `la correzione sul buono ${voucherNumber} non è approvata. I motivi sono nel servizio. Alla persona non si chiede denaro.`,
              en: `the correction on voucher ${voucherNumber} is not approved. The service says why. The person is not asked for money.`,
            },
      ],
    }),
  ),
} as const;
