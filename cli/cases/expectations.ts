import { z } from 'zod';
import { organisationExpectations } from './organisation-expectations.ts';
import { taskWord } from './organisation-words.ts';
import { camelCase, key, oneOf, parts } from './sentence.ts';
import { date, money, name, points, wholeNumber } from './values.ts';
import { bookingExpectations } from './booking-words.ts';
import { voucherExpectations } from './voucher-expectations.ts';

export const bandWord = oneOf({
  none: 'nessuna',
  light: 'lieve',
  medium: 'media',
  high: 'alta',
  'very high': 'molto alta',
});

const assessmentState = oneOf({
  completeness: 'da completare',
  'awaiting documents': 'in attesa di documenti',
  evaluation: 'in valutazione',
  deciding: 'da decidere',
  granted: 'accolta',
  refused: 'respinta',
  withdrawn: 'ritirata',
  inadmissible: 'improcedibile',
});

const awardState = oneOf({
  'awaiting funds': 'in attesa di fondi',
  'needs review': 'da rivedere',
  held: 'impegnata',
  delivering: 'in erogazione',
  settled: 'liquidata',
  released: 'liberata',
});

const letterWord = oneOf({
  receipt: 'ricevuta',
  'document request': 'richiesta di documenti',
  grant: 'accoglimento',
  refusal: 'diniego',
  closure: 'chiusura',
  withdrawal: 'ritiro',
  release: 'restituzione',
  'waiting ended': "fine dell'attesa",
});

const mailWord = oneOf({
  'application received': 'domanda ricevuta',
  'documents requested': 'documenti richiesti',
  'documents reminder': 'promemoria dei documenti',
  'documents extended': 'più tempo per i documenti',
  'decision letter ready': 'lettera di decisione',
  'application closed': 'domanda chiusa',
  'withdrawal registered': 'ritiro registrato',
  'waiting over': 'attesa finita',
  'waiting paused': 'attesa sospesa',
  'waiting resumed': 'di nuovo in attesa',
  'waiting ended': 'attesa terminata',
  'award released': 'assegnazione restituita',
  'units to confirm': 'unità da confermare',
});

/** Mails that go to the people of an application, as against staff and providers. */
export const mailsToPeople: ReadonlySet<string> = new Set(mailWord.options.map(camelCase));

/** The blocks of FRAG-1, in the words of the file. */
export const blocks = {
  function: 'A',
  'care load': 'B',
  'economic situation': 'C',
  work: 'D',
  housing: 'E',
  network: 'F',
} as const;

const score = parts({
  function: key('funzione', points.optional(), ['punti del blocco A', 'points of block A']),
  'care load': key('carico di cura', points.optional(), ['punti del blocco B', 'points of block B']),
  'economic situation': key('situazione economica', points.optional(), [
    'punti del blocco C',
    'points of block C',
  ]),
  work: key('lavoro', points.optional(), ['punti del blocco D', 'points of block D']),
  housing: key('casa', points.optional(), ['punti del blocco E', 'points of block E']),
  network: key('rete', points.optional(), ['punti del blocco F', 'points of block F']),
  total: key('totale', points.optional(), ['il punteggio', 'the score']),
});

const award = parts({
  state: key('stato', awardState.optional(), ['a che punto è', 'where it stands']),
  amount: key('importo', money.optional(), ['quanto è stato assegnato', 'what was awarded']),
  'not funded': key('non finanziato', money.optional(), [
    'quanto dei bisogni resta fuori',
    'what of the needs is left out',
  ]),
  released: key('liberato', money.optional(), ['quanto è tornato al Fondo', 'what went back to the Fund']),
  paid: key('pagato', money.optional(), ['quanto hanno ricevuto i fornitori', 'what providers were paid']),
  units: key('unità', z.record(name, wholeNumber).optional(), [
    'unità finanziate per ogni bisogno (i fornitori insieme)',
    'funded units of each need (providers together)',
  ]),
});

/** The Fund's balances, as the ledger has them. */
export const fundBalances = parts({
  available: key('disponibile', money.optional(), [
    'quanto si può ancora assegnare',
    'what can still be awarded',
  ]),
  committed: key('impegnato', money.optional(), [
    'assegnato e non ancora consegnato',
    'awarded and not delivered yet',
  ]),
  reserve: key('riserva', money.optional(), ['il 10 % di quanto raccolto', '10 % of what was collected']),
  pledged: key('promesso', money.optional(), [
    'versamenti non ancora arrivati',
    'contributions that did not arrive yet',
  ]),
});

const campaign = parts({
  signatories: key('enti', wholeNumber.optional(), ['quanti', 'how many organisations']),
  'to open': key('da invitare', wholeNumber.optional(), ['non ancora invitati', 'not invited yet']),
  open: key('da firmare', wholeNumber.optional(), [
    'invitati, non ancora firmato',
    'invited, not signed yet',
  ]),
  signed: key('firmate', wholeNumber.optional(), ['da controfirmare', 'to be countersigned']),
  countersigned: key('controfirmate', wholeNumber.optional(), ['da entrambi', 'by both']),
  declined: key('rifiutate', wholeNumber.optional(), ['con un motivo', 'with a reason']),
  expired: key('scadute', wholeNumber.optional(), ['senza risposta', 'without an answer']),
  suspended: key('sospesi', wholeNumber.optional(), ['per la Carta', 'for the charter']),
});
export type Campaign = z.output<typeof campaign>;

/** What must be true after a step, when everything that is due by then has happened. */
export const expectations = parts({
  state: key('stato', assessmentState.optional(), ['stato della domanda', 'state of the application']),
  'term ends on': key('il termine scade il', date.optional(), [
    'ultimo giorno del procedimento',
    'last day of the procedure',
  ]),
  score: key('punteggio', score.optional(), ['punti, per blocco e in tutto', 'points, by block and in all']),
  band: key('fascia', bandWord.optional(), ['fascia del punteggio', 'band of the score']),
  'final band': key('fascia finale', bandWord.optional(), [
    'fascia dopo la correzione di una persona',
    'band after a person’s correction',
  ]),
  award: key('assegnazione', z.union([oneOf({ none: 'nessuna' }), award]).optional(), [
    'l’assegnazione, oppure "nessuna"',
    'the award, or "none"',
  ]),
  fund: key('fondo', fundBalances.optional(), ['saldi del Fondo', 'balances of the Fund']),
  tasks: key('attività', z.array(taskWord).optional(), [
    'tutte e sole le attività aperte su domanda e assegnazione',
    'all open tasks on application and award, and no others',
  ]),
  letters: key('lettere', z.array(letterWord).optional(), [
    'tutte e sole le lettere uscite finora, in ordine',
    'all letters that went out so far, in order, and no others',
  ]),
  mails: key('avvisi', z.array(mailWord).optional(), [
    'tutti e soli gli avvisi alle persone di questa domanda, in ordine',
    'all mails to the people of this application, in order, and no others',
  ]),
  organisations: key('enti', z.record(name, organisationExpectations).optional(), [
    'candidati, fornitori e datori, per nome',
    'candidates, providers and employers, by name',
  ]),
  campaign: key('campagna', campaign.optional(), [
    'della Carta in vigore, fra chi aveva firmato la precedente',
    'of the charter in force, among those who signed the one before',
  ]),
  ...voucherExpectations,
  ...bookingExpectations,
  'employer learns': key('il datore viene a sapere', oneOf({ nothing: 'nulla' }).optional(), [
    'nessun avviso a un datore, nessuna pratica visibile',
    'no mail to any employer, no case visible to one',
  ]),
});

export type Expectations = z.output<typeof expectations>;
export type Fund = z.output<typeof fundBalances>;
