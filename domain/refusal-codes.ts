import type { Text } from './text.ts';

interface RefusalKind {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 500 | 503;
  readonly title: Text;
}

/** Every reason for which the service says no: its stable name, HTTP status and title. */
export const refusalKinds = {
  invalidRequest: {
    status: 422,
    title: { it: 'La richiesta contiene errori da correggere', en: 'The request has errors to correct' },
  },
  malformedRequest: {
    status: 400,
    title: { it: 'La richiesta non è JSON valido', en: 'The request is not valid JSON' },
  },
  notSignedIn: {
    status: 401,
    title: { it: 'Occorre accedere prima di continuare', en: 'Sign in before you go on' },
  },
  accountClosed: {
    status: 401,
    title: { it: 'La Sua utenza è stata disattivata', en: 'Your account has been closed' },
  },
  notAllowed: {
    status: 403,
    title: { it: 'Il Suo ruolo non permette questa operazione', en: 'Your role does not allow this' },
  },
  notFound: {
    status: 404,
    title: { it: 'Non trovato', en: 'Not found' },
  },
  methodNotAllowed: {
    status: 405,
    title: {
      it: 'Operazione non prevista su questo indirizzo',
      en: 'This address does not offer that operation',
    },
  },
  tooLarge: {
    status: 413,
    title: { it: 'Il contenuto è troppo grande', en: 'The content is too large' },
  },
  unsupportedType: {
    status: 415,
    title: { it: 'Tipo di contenuto non accettato', en: 'This type of content is not accepted' },
  },
  unreadableDocument: {
    status: 422,
    title: { it: 'Il documento non si può leggere', en: 'The document cannot be read' },
  },
  signatureNotValid: {
    status: 422,
    title: {
      it: 'La firma digitale non è quella attesa',
      en: 'The digital signature is not the awaited one',
    },
  },
  tooManyAttempts: {
    status: 429,
    title: { it: 'Troppe richieste in poco tempo', en: 'Too many requests in a short time' },
  },
  idempotencyKeyReused: {
    status: 422,
    title: {
      it: 'La chiave Idempotency-Key è già stata usata per un’altra richiesta',
      en: 'This Idempotency-Key was used for another request',
    },
  },
  inProgress: {
    status: 409,
    title: { it: 'La stessa richiesta è ancora in corso', en: 'The same request is still in progress' },
  },
  stepNotPossible: {
    status: 409,
    title: { it: 'Questo passo ora non è possibile', en: 'This step is not possible now' },
  },
  dossierIncomplete: {
    status: 409,
    title: { it: 'Il fascicolo non è completo', en: 'The dossier is not complete' },
  },
  documentsAlreadyRequested: {
    status: 409,
    title: {
      it: 'La richiesta di integrazione si può fare una sola volta',
      en: 'Documents can be requested only once',
    },
  },
  samePerson: {
    status: 409,
    title: {
      it: 'Serve una persona diversa da chi ha fatto il passo precedente',
      en: 'A person other than the one of the previous step is needed',
    },
  },
  bandOutOfReach: {
    status: 409,
    title: {
      it: 'La fascia si può correggere al massimo di un gradino',
      en: 'The band can be corrected by one step at most',
    },
  },
  notEligible: {
    status: 409,
    title: {
      it: 'Le regole del Fondo non consentono l’assegnazione',
      en: 'The rules of the Fund do not allow an award',
    },
  },
  nothingToFund: {
    status: 409,
    title: {
      it: 'Con il massimale disponibile non si finanzia nemmeno un’unità: la commissione deve esprimersi',
      en: 'The cap left does not fund a single unit: a question for the commission',
    },
  },
  relationNotValid: {
    status: 409,
    title: {
      it: 'Il documento che permette di agire per questa persona manca o è scaduto',
      en: 'The document to act for this person is missing or has expired',
    },
  },
  unitsExceedOrder: {
    status: 409,
    title: { it: 'Le unità superano quelle ordinate', en: 'The units exceed the order' },
  },
  providerSuspended: {
    status: 409,
    title: {
      it: 'Un fornitore è sospeso e non riceve nuovi ordini',
      en: 'A provider is suspended and gets no new orders',
    },
  },
  providerNotAdmitted: {
    status: 409,
    title: {
      it: 'Un fornitore non è ammesso e non riceve nuovi ordini',
      en: 'A provider is not admitted and gets no new orders',
    },
  },
  providerTooFar: {
    status: 409,
    title: {
      it: 'Un fornitore non è di prossimità per questa persona',
      en: 'A provider is not near enough to this person',
    },
  },
  voucherNotExtendable: {
    status: 409,
    title: { it: 'Il buono non si può prorogare così', en: 'The voucher cannot be extended like this' },
  },
  insufficientFunds: {
    status: 409,
    title: { it: 'Il denaro disponibile non basta', en: 'The money available is not enough' },
  },
  planNamesOnePerson: {
    status: 422,
    title: {
      it: 'Un piano welfare non può essere per una persona sola',
      en: 'A welfare plan cannot be for one person alone',
    },
  },
  walletFrozen: {
    status: 409,
    title: { it: 'Con questo credito ora non si può ordinare', en: 'This credit cannot order now' },
  },
  noTopup: {
    status: 409,
    title: {
      it: 'Un buono non si integra con altro denaro',
      en: 'A voucher is not topped up with other money',
    },
  },
  notMonetisable: {
    status: 409,
    title: { it: 'Un buono non diventa mai denaro', en: 'A voucher never becomes money' },
  },
  voucherNotLawful: {
    status: 409,
    title: { it: 'Un buono così non si può emettere', en: 'Such a voucher cannot be issued' },
  },
  ruleVersionInvalid: {
    status: 422,
    title: { it: 'La versione delle regole contiene errori', en: 'The rule version has errors' },
  },
  ruleCasesRed: {
    status: 409,
    title: {
      it: 'Alcuni casi di prova delle regole non tornano',
      en: 'Some test cases of the rules are red',
    },
  },
  codeNotValid: {
    status: 409,
    title: { it: 'Il codice non vale', en: 'The code is not valid' },
  },
  pinNotValid: {
    status: 403,
    title: { it: 'Il PIN non vale', en: 'The PIN is not valid' },
  },
  voucherNotKnown: {
    status: 404,
    title: { it: 'Qui questo buono non vale', en: 'This voucher is not good here' },
  },
  voucherNotGood: {
    status: 409,
    title: { it: 'Il buono ora non si può usare', en: 'The voucher cannot be used now' },
  },
  wholeAmountOnly: {
    status: 409,
    title: {
      it: 'Questo buono si usa e si rimborsa solo per intero',
      en: 'This voucher is used and refunded whole only',
    },
  },
  holderMismatch: {
    status: 409,
    title: { it: 'Il buono è per un’altra persona', en: 'The voucher is for somebody else' },
  },
  alreadyExists: {
    status: 409,
    title: { it: 'Esiste già', en: 'It already exists' },
  },
  possibleDuplicate: {
    status: 409,
    title: {
      it: 'Forse questa persona è già registrata',
      en: 'This person may be entered already',
    },
  },
  erased: {
    status: 409,
    title: { it: 'I dati personali sono stati cancellati', en: 'The personal data were erased' },
  },
  stepFailed: {
    status: 500,
    title: {
      it: 'Il passo non è riuscito per un errore del servizio',
      en: 'The step failed by an error of the service',
    },
  },
  foreignPage: {
    status: 403,
    title: {
      it: 'La richiesta viene dalle pagine di un altro sito',
      en: 'The request comes from another site’s pages',
    },
  },
  tooManyRequests: {
    status: 429,
    title: { it: 'Troppe richieste: attenda un momento', en: 'Too many requests: wait a moment' },
  },
  signInFailed: {
    status: 400,
    title: { it: 'L’accesso non è riuscito', en: 'Signing in did not work' },
  },
  notInvited: {
    status: 403,
    title: { it: 'Per questo accesso non c’è un’utenza', en: 'There is no account for this sign-in' },
  },
  severalAlliances: {
    status: 409,
    title: { it: 'In quale alleanza si vuole entrare?', en: 'Which alliance do you want to enter?' },
  },
  temporarilyUnavailable: {
    status: 503,
    title: { it: 'Servizio momentaneamente non disponibile', en: 'The service is temporarily unavailable' },
  },
} as const satisfies Record<string, RefusalKind>;

export type RefusalCode = keyof typeof refusalKinds;
