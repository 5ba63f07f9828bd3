import { italianDay } from '../domain/italian-day.ts';
import { formatDate, type PlainDate } from '../domain/plain-date.ts';
import type { Text } from '../domain/text.ts';
import { toProvider, type MailText } from './mail-audience.ts';

/** What an admitted provider reads of its papers and of a revocation, and whoever waits for units of one that stopped. */
export const standingMails = {
  documentExpiring: toProvider(
    (params: { readonly document: Text; readonly validUntil: PlainDate; readonly howToRenew: Text }) => ({
      subject: { it: 'Un documento sta per scadere', en: 'A document is about to lapse' },
      paragraphs: [
        {
          it: `il documento "${params.document.it}" è valido fino ${italianDay('al', params.validUntil)}. Dal giorno dopo, senza quello nuovo, non riceverà nuovi ordini.`,
          en: `the document "${params.document.en}" is valid until ${formatDate(params.validUntil, 'en')}. From the day after, without the new one, you will get no new orders.`,
        },
        { it: `Che cosa fare: ${params.howToRenew.it}.`, en: `What to do: ${params.howToRenew.en}.` },
      ],
    }),
  ),

  documentRejected: toProvider((params: { readonly document: Text; readonly words: string }) => ({
    subject: { it: 'Un documento non va bene', en: 'A document will not do' },
    paragraphs: [
      {
        it: `il documento "${params.document.it}" che ha caricato non è stato accettato. Il motivo: ${params.words}`,
        en: `the document "${params.document.en}" that you handed in was not accepted. The reason: ${params.words}`,
      },
      {
        it: 'Carichi quello giusto: vale da quel momento. Se pensa che sia un errore, faccia reclamo all’alleanza.',
        en: 'Hand in the right one: it counts from that moment. If you think this is a mistake, complain to the alliance.',
      },
    ],
  })),

  regularisationRecorded: toProvider(
    (params: { readonly dueOn: PlainDate; readonly ordersUntil: PlainDate | null }) => ({
      subject: { it: 'Invito a regolarizzare registrato', en: 'Invitation to regularise recorded' },
      paragraphs: [
        {
          it: `l’invito a regolarizzare è registrato: si paga entro ${italianDay('il', params.dueOn)}, poi si chiede e si carica il nuovo DURC.`,
          en: `the invitation to regularise is recorded: pay by ${formatDate(params.dueOn, 'en')}, then ask for the new DURC and upload it.`,
        },
        params.ordersUntil === null
          ? {
              it: 'I nuovi ordini restano sospesi fino al nuovo DURC.',
              en: 'New orders stay suspended until the new DURC.',
            }
          : {
              it: `I nuovi ordini continuano fino ${italianDay('al', params.ordersUntil)}; dal giorno dopo serve il nuovo DURC.`,
              en: `New orders go on until ${formatDate(params.ordersUntil, 'en')}; from the day after the new DURC is needed.`,
            },
      ],
    }),
  ),

  revocationDecided: toProvider((params: { readonly effectiveOn: PlainDate }) => ({
    subject: { it: 'Revoca dell’ammissione come fornitore', en: 'Your admission as a provider is revoked' },
    paragraphs: [
      {
        it: `l’alleanza ha deciso di revocare la sua ammissione come fornitore. Ha effetto ${italianDay('dal', params.effectiveOn)}.`,
        en: `the alliance decided to revoke your admission as a provider. It takes effect on ${formatDate(params.effectiveOn, 'en')}.`,
      },
      {
        it: 'Nel servizio trova la lettera con i motivi e che cosa può fare. Gli ordini già dati proseguono e si pagano.',
        en: 'In the service you find the letter with the reasons and what you can do. Orders given already go on and are paid.',
      },
    ],
  })),

  revocationWithdrawn: toProvider((_params: object) => ({
    subject: { it: 'La revoca è ritirata', en: 'The revocation is withdrawn' },
    paragraphs: [
      {
        it: 'l’alleanza ha ritirato la revoca della sua ammissione: resta un fornitore dell’alleanza.',
        en: 'the alliance withdrew the revocation of your admission: you stay a provider of the alliance.',
      },
    ],
  })),

  revocationEffective: toProvider((params: { readonly redeemableUntil: PlainDate }) => ({
    subject: {
      it: 'Non è più un fornitore dell’alleanza',
      en: 'You are no longer a provider of the alliance',
    },
    paragraphs: [
      {
        it: `da oggi non è più un fornitore dell’alleanza e non riceve nuovi ordini. Quelli già dati proseguono e si pagano; i buoni già emessi si usano fino ${italianDay('al', params.redeemableUntil)}.`,
        en: `from today you are no longer a provider of the alliance and get no new orders. Those given already go on and are paid; vouchers already issued can be used until ${formatDate(params.redeemableUntil, 'en')}.`,
      },
    ],
  })),

  providerStopped: {
    audience: 'person',
    write: (params: { readonly protocolNumber: string }): MailText => ({
      subject: { it: 'Il suo fornitore può cambiare', en: 'Your provider can change' },
      paragraphs: [
        {
          it: `il fornitore del servizio della pratica n. ${params.protocolNumber} per ora non prende nuovi ordini. Il suo resta valido: può continuare con lui.`,
          en: `the provider of the service of case no. ${params.protocolNumber} takes no new orders for now. Yours stays good: you can go on with them.`,
        },
        {
          it: 'Se preferisce un altro fornitore, lo dica: l’assistente sociale la contatta e lo cambia senza che lei perda nulla.',
          en: 'If you prefer another provider, say so: the caseworker gets in touch and changes it without your losing anything.',
        },
      ],
    }),
  },
} as const;
