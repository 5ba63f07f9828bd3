import { italianDay } from '../domain/italian-day.ts';
import { formatDate, type PlainDate } from '../domain/plain-date.ts';
import type { Text } from '../domain/text.ts';
import { MOST_ROUNDS } from '../domain/provider-complaint.ts';
import { toProvider } from './mail-audience.ts';

interface OfOrder {
  readonly orderCode: string;
}

interface OfComplaint {
  readonly complaintCode: string;
  readonly dueOn: PlainDate;
}

const whyAndWhere: Text = {
  it: 'In «Rendiconti e fatture» trova il motivo, se la banca l’ha detto, e il conto registrato: se l’IBAN è sbagliato, scriva all’alleanza.',
  en: 'Under “Statements and invoices” are the reason, if the bank gave one, and the account entered: if the IBAN is wrong, write to the alliance.',
};
const noInvoiceYet: Text = {
  it: 'Se non ha ancora emesso la fattura, non la emetta finché il pagamento non parte di nuovo.',
  en: 'If you have not issued the invoice yet, do not until the payment leaves again.',
};

/** What a provider reads of its orders, its offer and its complaints, at its own address. */
export const providerMails = {
  providerOrder: toProvider(
    (params: OfOrder & { readonly service: Text; readonly units: number; readonly unit: Text }) => ({
      subject: { it: 'Un nuovo ordine', en: 'A new order' },
      paragraphs: [
        {
          it: `c’è un nuovo ordine, codice ${params.orderCode}: ${params.service.it}, ${params.units} ${params.unit.it}.`,
          en: `there is a new order, code ${params.orderCode}: ${params.service.en}, ${params.units} ${params.unit.en}.`,
        },
        {
          it: 'La persona si presenterà con questo codice. La fattura va intestata al Fondo di Solidarietà.',
          en: 'The person will bring this code. Please make out the invoice to the Solidarity Fund.',
        },
      ],
    }),
  ),

  providerOrderGrown: toProvider((params: OfOrder & { readonly more: number; readonly units: number }) => ({
    subject: { it: 'Un ordine cresce', en: 'An order grows' },
    paragraphs: [
      {
        it: `all’ordine ${params.orderCode} si aggiungono unità di servizio: ${params.more}. Ora sono in tutto ${params.units}.`,
        en: `units of service come on top of order ${params.orderCode}: ${params.more}. It now has ${params.units} in all.`,
      },
    ],
  })),

  providerOrderClosed: toProvider((params: OfOrder) => ({
    subject: { it: 'Un ordine è chiuso', en: 'An order is closed' },
    paragraphs: [
      {
        it: `l’ordine ${params.orderCode} è chiuso: non si aggiungono altre unità a quelle già registrate. Quelle confermate sono liquidate.`,
        en: `order ${params.orderCode} is closed: no units come on top of those recorded already. Those confirmed are settled.`,
      },
    ],
  })),

  providerPaymentRejected: toProvider((params: { readonly reference: string }) => ({
    subject: { it: 'Un pagamento non è arrivato', en: 'A payment did not arrive' },
    paragraphs: [
      {
        it: `la banca non ha eseguito il bonifico ${params.reference}. L’importo le spetta ancora ed entra nella prossima distinta.`,
        en: `the bank did not make transfer ${params.reference}. The amount is still owed to you and goes into the next batch.`,
      },
      whyAndWhere,
      noInvoiceYet,
    ],
  })),

  providerPaymentReturned: toProvider((params: { readonly reference: string }) => ({
    subject: { it: 'Un pagamento è tornato indietro', en: 'A payment came back' },
    paragraphs: [
      {
        it: `la banca aveva eseguito il bonifico ${params.reference} e lo ha riportato indietro. L’importo le spetta ancora ed entra nella prossima distinta.`,
        en: `the bank had made transfer ${params.reference} and brought it back. The amount is still owed to you and goes into the next batch.`,
      },
      whyAndWhere,
      noInvoiceYet,
    ],
  })),

  complaintAnswered: toProvider((params: OfComplaint & { readonly round: number }) => ({
    subject: { it: 'C’è una risposta al suo reclamo', en: 'There is an answer to your complaint' },
    paragraphs: [
      {
        it: `al reclamo ${params.complaintCode} è stato risposto, con i motivi. La lettera è nel servizio.`,
        en: `complaint ${params.complaintCode} was answered, with reasons. The letter is in the service.`,
      },
      params.round < MOST_ROUNDS
        ? {
            it: 'Se non la convince, lì può riaprire il reclamo, una volta.',
            en: 'If it does not convince you, you can reopen the complaint there, once.',
          }
        : {
            it: 'Per l’alleanza questa risposta è l’ultima. Può sempre rivolgersi a un mediatore o al giudice.',
            en: 'For the alliance this answer is the last. You can always turn to a mediator or a court.',
          },
    ],
  })),

  complaintLate: toProvider((params: OfComplaint) => ({
    subject: { it: 'Il suo reclamo è in ritardo', en: 'Your complaint is late' },
    paragraphs: [
      {
        it: `al reclamo ${params.complaintCode} si doveva rispondere entro ${italianDay('il', params.dueOn)} e non è stato fatto. Ce ne scusiamo: ora se ne occupa chi amministra l’alleanza. Può sempre rivolgersi a un mediatore o al giudice.`,
        en: `complaint ${params.complaintCode} was to be answered by ${formatDate(params.dueOn, 'en')} and was not. We are sorry: the alliance’s administrators now see to it. You can always turn to a mediator or a court.`,
      },
    ],
  })),

  serviceAccepted: toProvider((params: { readonly serviceName: string }) => ({
    subject: { it: 'Un servizio è stato accettato', en: 'A service was accepted' },
    paragraphs: [
      {
        it: `il servizio «${params.serviceName}» è stato accettato: da oggi si offre nell’elenco.`,
        en: `the service “${params.serviceName}” was accepted: it is offered in the directory from today on.`,
      },
    ],
  })),

  serviceRefused: toProvider((params: { readonly serviceName: string; readonly reason: string }) => ({
    subject: { it: 'Un servizio non è stato accettato', en: 'A service was not accepted' },
    paragraphs: [
      {
        it: `il servizio «${params.serviceName}» non è stato accettato. Il motivo: ${params.reason}`,
        en: `the service “${params.serviceName}” was not accepted. The reason: ${params.reason}`,
      },
      {
        it: 'Ciò che già si offre non cambia. Tolto il motivo, se ne può fare una nuova proposta; se pensa che sia un errore, lo dica all’alleanza.',
        en: 'What is offered already does not change. Once the reason is gone a new proposal can be made; if you think it is a mistake, tell the alliance.',
      },
    ],
  })),

  unitsDisputed: toProvider((params: OfOrder & { readonly units: number }) => ({
    subject: { it: 'Unità contestate', en: 'Units in dispute' },
    paragraphs: [
      {
        it: `per l’ordine ${params.orderCode} sono contestate unità di servizio: ${params.units}. La loro liquidazione è sospesa; le altre proseguono.`,
        en: `for order ${params.orderCode} units of service are in dispute: ${params.units}. Their settlement is suspended; the others go on.`,
      },
    ],
  })),
} as const;
