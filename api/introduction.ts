import type { Text } from '../domain/text.ts';

/** What the reference page says before its operations: how to become somebody, and how requests are made. */
export function introduction(demo: boolean): string {
  return [...(demo ? [signInHere, ...common] : common)].map(({ en, it }) => `${en}\n\n_${it}_`).join('\n\n');
}

const signInHere: Text = {
  en: '**Signing in, in this demonstration.** `GET /v1/session/personas` lists whom one may be; `POST /v1/session` with the `accountId` of one of them answers with a `token`.',
  it: '**Per entrare, in questa dimostrazione.** `GET /v1/session/personas` elenca chi si può essere; `POST /v1/session` con l’`accountId` di una persona risponde con un `token`.',
};

const common: readonly Text[] = [
  {
    en: '**Signing in with an invitation.** The code of the mail is good once: `POST /v1/session/invitation` with `{"code": "inv_…"}` answers with the `token` of a session.',
    it: '**Per entrare con un invito.** Il codice del messaggio vale una volta: `POST /v1/session/invitation` con `{"code": "inv_…"}` risponde con il `token` di una sessione.',
  },
  {
    en: '**The token** goes with every request, as `Authorization: Bearer <token>`; on this page, at “Authorize”. Who is signed in makes further tokens, for programs and with an end, at `POST /v1/tokens`; `DELETE /v1/tokens/{tokenId}` revokes one.',
    it: '**Il gettone** accompagna ogni richiesta, come `Authorization: Bearer <token>`; in questa pagina, con «Authorize». Chi è entrato crea altri gettoni, per programmi e con una scadenza, con `POST /v1/tokens`; `DELETE /v1/tokens/{tokenId}` ne revoca uno.',
  },
  {
    en: '**From a browser.** `GET /auth/sign-in?returnTo=/…` goes to the identity provider and comes back with a session in a cookie, which then stands in for the token; requests count only from the service’s own pages. `GET /v1/me` tells when it lapses and ends.',
    it: '**Da un browser.** `GET /auth/sign-in?returnTo=/…` porta al gestore dell’identità e torna con una sessione in un cookie, che vale al posto del gettone; le richieste valgono solo dalle pagine del servizio. `GET /v1/me` dice quando scade e quando finisce.',
  },
  {
    en: '**Too many requests** in a minute are answered 429, with the seconds to wait in `Retry-After`.',
    it: '**Troppe richieste** in un minuto ricevono 429, con i secondi da attendere in `Retry-After`.',
  },
  {
    en: '**Idempotency-Key.** Every write takes this header: 8 to 128 characters, such as a UUID, new for each new request. Repeated with the same key, the same request is not done twice: it gets its first answer again.',
    it: '**Idempotency-Key.** Ogni scrittura vuole questa intestazione: da 8 a 128 caratteri, per esempio un UUID, nuova per ogni nuova richiesta. Ripetuta con la stessa chiave, la stessa richiesta non viene eseguita due volte: riceve di nuovo la prima risposta.',
  },
  {
    en: '**202** means: kept, not yet done. Ask `href` of the answer (or `Location`) again until it tells the outcome.',
    it: '**202** significa: conservata, non ancora eseguita. Chiedere di nuovo all’`href` della risposta (o `Location`) finché dice l’esito.',
  },
  {
    en: '**A refusal** is a problem (RFC 9457) that says what to do: `errors` name the fields, `possible` the operations that can be done instead, `instance` is the code to quote. `Accept-Language: it` or `en` chooses its language.',
    it: '**Un rifiuto** è un problema (RFC 9457) che dice che cosa fare: `errors` indica i campi, `possible` le operazioni possibili, `instance` è il codice da citare. `Accept-Language: it` oppure `en` ne sceglie la lingua.',
  },
  {
    en: 'Money is integer euro cents; dates are civil dates in Europe/Rome (YYYY-MM-DD), instants are UTC.',
    it: 'Gli importi sono centesimi di euro interi; le date sono date civili di Europe/Rome (AAAA-MM-GG), gli istanti sono UTC.',
  },
];

/** The groups of the reference page, in the order in which somebody new needs them. */
export const tagDescriptions: Readonly<Record<string, Text>> = {
  demo: {
    it: 'La dimostrazione: essere qualcuno, leggere la posta',
    en: 'The demo: be somebody, read the mail',
  },
  session: { it: 'Entrare, uscire, chi si è', en: 'Sign in, sign out, who one is' },
  tokens: { it: 'Gettoni per sé e per i programmi', en: 'Tokens for oneself and for programs' },
  accounts: { it: 'Utenze e inviti', en: 'Accounts and invitations' },
  organisations: { it: 'Datori di lavoro, fornitori, enti', en: 'Employers, providers, public bodies' },
  providers: {
    it: 'Diventare fornitore, e restare in regola',
    en: 'Becoming a provider, and staying in order',
  },
  directory: { it: 'Chi offre che cosa, e quanto vicino', en: 'Who offers what, and how near' },
  providerPeople: { it: 'Chi lavora per un fornitore', en: 'Who works for a provider' },
  till: {
    it: 'La cassa del fornitore: buoni letti, riscossi, rimborsati',
    en: 'The provider’s till: vouchers scanned, taken, refunded',
  },
  complaints: { it: 'I reclami dei fornitori', en: 'Providers’ complaints' },
  vouchers: {
    it: 'Buoni: ordini, uso, scadenze e proroghe',
    en: 'Vouchers: orders, use, last days and extensions',
  },
  bookings: { it: 'Prenotazioni presso i fornitori', en: 'Bookings with providers' },
  disputes: {
    it: 'Contestazioni di ciò che è stato riscosso con un buono',
    en: 'Disputes of what was taken with a voucher',
  },
  changes: { it: 'Che cosa cambia, appena cambia', en: 'What changes, as it changes' },
  charter: { it: 'La carta etica e chi la firma', en: 'The ethical charter and who signs it' },
  people: { it: 'Persone', en: 'People' },
  households: { it: 'Nuclei familiari', en: 'Households' },
  employments: { it: 'Rapporti di lavoro', en: 'Employments' },
  relations: { it: 'Tutele, deleghe e altri legami', en: 'Guardianships, delegations and other ties' },
  assessments: { it: 'Domande, dossier, punteggio', en: 'Applications, dossiers, score' },
  forms: { it: 'Schede di valutazione', en: 'Assessment forms' },
  isee: { it: 'Simulazione dell’ISEE', en: 'Simulation of the ISEE' },
  documents: { it: 'Documenti', en: 'Documents' },
  commission: { it: 'La commissione: dossier senza nomi', en: 'The commission: dossiers without names' },
  decisions: { it: 'Decisioni e loro motivi', en: 'Decisions and their reasons' },
  letters: { it: 'Lettere', en: 'Letters' },
  awards: { it: 'Assegnazioni, ordini, consegne, pagamenti', en: 'Awards, orders, deliveries, payments' },
  welfare: {
    it: 'Piani welfare, versamenti, crediti dei dipendenti',
    en: 'Welfare plans, what employers pay in, employees’ wallets',
  },
  settlement: {
    it: 'Pagare i fornitori: distinte, approvazioni, file per la banca, riconciliazione, rendiconti, fatture',
    en: 'Paying providers: batches, approvals, the file for the bank, reconciliation, statements, invoices',
  },
  fund: { it: 'Il Fondo e i suoi libri', en: 'The Fund and its books' },
  voucherLaw: {
    it: 'Buoni: familiari, soglia dell’anno, imponibili per le paghe',
    en: 'Vouchers: family, the year’s limit, taxable sums for payroll',
  },
  tasks: { it: 'Attività delle persone', en: 'People’s tasks' },
  absences: { it: 'Assenze e sostituzioni', en: 'Absences and stand-ins' },
  rules: { it: 'Regole, versioni, simulazioni', en: 'Rules, versions, simulations' },
  submissions: {
    it: 'Esito di una richiesta conservata (202)',
    en: 'Outcome of a request that was kept (202)',
  },
  audit: { it: 'Registro di chi ha fatto che cosa', en: 'Trail of who did what' },
  health: { it: 'Salute del servizio', en: 'The service’s health' },
};
