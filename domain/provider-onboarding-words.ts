import type { OnboardingStep, OnboardingStepState } from './provider-onboarding.ts';
import type { Text } from './text.ts';

export const onboardingStepWords: Readonly<Record<OnboardingStep, Text>> = {
  identity: { it: 'chi è l’ente', en: 'who the organisation is' },
  representative: { it: 'chi lo rappresenta', en: 'who represents it' },
  places: { it: 'le sedi', en: 'its places' },
  services: { it: 'i servizi e i prezzi', en: 'services and prices' },
  documents: { it: 'i documenti', en: 'the documents' },
  declarations: { it: 'le dichiarazioni', en: 'the declarations' },
  iban: { it: 'il conto', en: 'the bank account' },
  charter: { it: 'la Carta etica', en: 'the ethical charter' },
  review: { it: 'l’esame dell’alleanza', en: 'the alliance’s review' },
  agreement: { it: 'la convenzione', en: 'the agreement' },
};

const nothingElse: Text = { it: 'Fatto: non serve altro.', en: 'Done: nothing else is needed.' };

/** What to do next at a step, for whoever must do it; nobody has to guess. */
const next: Readonly<Record<OnboardingStep, Readonly<Record<'open' | 'toCheck', Text>>>> = {
  identity: {
    open: {
      it: 'Indicare denominazione, partita IVA, forma giuridica, sede legale e chi rappresenta l’ente.',
      en: 'Give name, partita IVA, legal form, registered office and who represents the organisation.',
    },
    toCheck: {
      it: 'L’alleanza confronta i dati con il registro delle imprese e li conferma.',
      en: 'The alliance compares the data with the companies’ register and confirms them.',
    },
  },
  representative: {
    open: {
      it: 'Chi amministra registra il rappresentante legale, che riceve un invito.',
      en: 'An administrator records the legal representative, who gets an invitation.',
    },
    toCheck: {
      it: 'Chi amministra registra il rappresentante legale.',
      en: 'An administrator records the legal representative.',
    },
  },
  places: {
    open: { it: 'Indicare almeno una sede in cui si lavora.', en: 'Give at least one place where you work.' },
    toCheck: { it: 'Controllare le sedi.', en: 'Check the places.' },
  },
  services: {
    open: {
      it: 'Indicare almeno un servizio, con unità, prezzo di listino, IVA e sedi.',
      en: 'Give at least one service, with unit, list price, VAT and places.',
    },
    toCheck: { it: 'Controllare i servizi.', en: 'Check the services.' },
  },
  documents: {
    open: {
      it: 'Consegnare i documenti che i servizi offerti richiedono: sono elencati qui sotto.',
      en: 'Hand in the documents that the services offered ask for: they are listed below.',
    },
    toCheck: { it: 'Controllare i documenti.', en: 'Check the documents.' },
  },
  declarations: {
    open: {
      it: 'Rispondere alle domande su contratto, organico, sicurezza e legalità.',
      en: 'Answer the questions on collective agreement, staff, safety and legality.',
    },
    toCheck: { it: 'Controllare le dichiarazioni.', en: 'Check the declarations.' },
  },
  iban: {
    open: { it: 'Indicare l’IBAN su cui essere pagati.', en: 'Give the IBAN to be paid at.' },
    toCheck: { it: 'Controllare l’IBAN.', en: 'Check the IBAN.' },
  },
  charter: {
    open: {
      it: 'Il rappresentante legale legge e firma la Carta etica in vigore; l’invito arriva quando è registrato.',
      en: 'The legal representative reads and signs the ethical charter in force; the invitation comes once recorded.',
    },
    toCheck: { it: 'L’alleanza controfirma la Carta.', en: 'The alliance countersigns the charter.' },
  },
  review: {
    open: {
      it: 'Quando tutto il resto è pronto, l’alleanza esamina la richiesta.',
      en: 'Once everything else is there, the alliance looks into the application.',
    },
    toCheck: {
      it: 'L’alleanza esamina la richiesta: accoglie, chiede correzioni o rifiuta con un motivo.',
      en: 'The alliance looks into the application: it accepts, asks for corrections, or refuses with a reason.',
    },
  },
  agreement: {
    open: {
      it: 'Accolta la richiesta, il rappresentante legale apre la convenzione e la firma: con nome e codice se la Carta lo consente, caricando il file firmato digitalmente, oppure su carta.',
      en: 'Once accepted, the legal representative opens the agreement and signs it: by name and code if the charter allows it, by uploading the digitally signed file, or on paper.',
    },
    toCheck: {
      it: 'L’alleanza controfirma la convenzione, o registra la copia firmata su carta: non chi ha accolto.',
      en: 'The alliance countersigns the agreement, or records the copy signed on paper: not whoever accepted.',
    },
  },
};

export function whatToDo(step: OnboardingStep, state: OnboardingStepState): Text {
  return state === 'done' ? nothingElse : next[step][state];
}
