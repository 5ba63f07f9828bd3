import { italianDay } from '../../domain/italian-day.ts';
import { formatDate, type PlainDate } from '../../domain/plain-date.ts';
import { toPerson } from '../mail-audience.ts';

interface OfRefund {
  readonly voucherNumber: string;
  readonly validUntil: PlainDate;
}

/** What a voucher's holder hears from a till. */
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
} as const;
