import { italianDay } from '../domain/italian-day.ts';
import { formatDate, type PlainDate } from '../domain/plain-date.ts';
import { toPerson, toProvider } from './mail-audience.ts';
import { readAt } from './mail-sentences.ts';

/** What is written about vouchers and private orders. What a voucher is for stands behind the sign-in. */
export const voucherMails = {
  vouchersReady: toPerson((params: { readonly count: number; readonly validUntil: PlainDate }) => ({
    subject: { it: 'I suoi buoni sono pronti', en: 'Your vouchers are ready' },
    paragraphs: [
      {
        it: `buoni emessi: ${params.count}. Si usano fino ${italianDay('al', params.validUntil)}.`,
        en: `vouchers issued: ${params.count}. They can be used until ${formatDate(params.validUntil, 'en')}.`,
      },
      readAt('e stampare i buoni', 'and print them'),
    ],
  })),

  privateOrderPlaced: toProvider(
    (params: { readonly orderCode: string; readonly serviceName: string; readonly units: number }) => ({
      subject: { it: 'Un ordine pagato direttamente a lei', en: 'An order that is paid to you directly' },
      paragraphs: [
        {
          it: `ordine ${params.orderCode}: ${params.serviceName}, unità: ${params.units}. Chi lo porta paga a lei, con denaro proprio.`,
          en: `order ${params.orderCode}: ${params.serviceName}, units: ${params.units}. Whoever brings it pays you, with their own money.`,
        },
        {
          it: 'Quando è pagato lo dica nel servizio: si annota allora il suo contributo al Fondo.',
          en: 'Once it is paid say so in the service: your contribution to the Fund is noted then.',
        },
      ],
    }),
  ),
} as const;
