import { italianDay } from '../domain/italian-day.ts';
import { formatDate, type PlainDate } from '../domain/plain-date.ts';
import type { Text } from '../domain/text.ts';
import type { CarryTarget } from '../domain/wallet.ts';
import { toPerson, toProvider } from './mail-audience.ts';
import { readAt } from './mail-sentences.ts';

/** Where credit that was not used goes; whose plan it was stands behind the sign-in, as every amount does. */
const wentTo: Readonly<Record<CarryTarget, Text>> = {
  nextPlan: {
    it: 'è passato nel credito del piano che segue: lo trova lì, da usare.',
    en: 'went into the credit of the plan that follows: you find it there, to be used.',
  },
  employer: {
    it: 'è tornato al datore di lavoro che lo aveva versato.',
    en: 'went back to the employer that had paid it in.',
  },
  fund: {
    it: 'è andato al Fondo di solidarietà, come diceva il piano.',
    en: 'went to the Solidarity Fund, as the plan said.',
  },
};

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

  creditGiven: toPerson((_params: object) => ({
    subject: { it: 'C’è del credito per lei', en: 'There is credit for you' },
    paragraphs: [
      {
        it: 'nel suo credito welfare è arrivato qualcosa di nuovo, da usare per servizi qui vicino.',
        en: 'something new came into your welfare credit, to be used for services nearby.',
      },
      readAt('quanto è e fino a quando si usa', 'how much it is and until when it can be used'),
    ],
  })),

  vouchersTakenOver: toPerson((_params: object) => ({
    subject: { it: 'I suoi buoni hanno un codice nuovo', en: 'Your vouchers have a new code' },
    paragraphs: [
      {
        it: 'uno o più buoni che aveva nel sistema di prima sono ora qui, con lo stesso valore e lo stesso ultimo giorno. I codici vecchi non valgono più.',
        en: 'one or more vouchers that you had in the earlier system are here now, with the same value and the same last day. The old codes are worth nothing any more.',
      },
      readAt('e stampare i buoni', 'and print them'),
    ],
  })),

  walletCarriedOver: toPerson((params: { readonly to: CarryTarget; readonly carriedOn: PlainDate }) => ({
    subject: { it: 'Una novità sul suo credito', en: 'News about your credit' },
    paragraphs: [
      {
        it: `${italianDay('il', params.carriedOn)} ciò che restava di un suo credito welfare ${wentTo[params.to].it}`,
        en: `on ${formatDate(params.carriedOn, 'en')} what was left of a welfare credit of yours ${wentTo[params.to].en}`,
      },
      readAt('quanto era', 'how much it was'),
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
