import { z } from 'zod';
import {
  applicationStateWord,
  groundWord,
  onboardingStepWord,
  organisationMailWord,
  papers,
  paperWord,
  proximityWord,
  refusalWord,
  signingWord,
  standingWord,
  taskWord,
  type PaperWord,
} from './organisation-words.ts';
import { key, oneOf, parts, type Key } from './sentence.ts';
import { date, days, text, wholeNumber, yesOrNo } from './values.ts';

const daysLeft = parts(
  Object.fromEntries(
    Object.entries(papers).map(([word, it]) => [
      word,
      key(it, days.optional(), ['giorni buoni dopo oggi', 'good days after today']),
    ]),
  ) as Record<PaperWord, Key<z.ZodOptional<typeof days>>>,
);

const proximity = parts({
  class: key('classe', proximityWord.optional(), ['locale, vicino o lontano', 'local, neighbour or remote']),
  metres: key('metri', wholeNumber.optional(), [
    'da una sua sede al più vicino dei 42 comuni',
    'from a place of its to the nearest of the 42 comuni',
  ]),
});

/** What must be true of an organisation: as a candidate, as a signatory of the charter, as a provider. */
export const organisationExpectations = parts({
  application: key('richiesta', applicationStateWord.optional(), [
    'stato dell’ultima richiesta di adesione',
    'state of its last application to join',
  ]),
  missing: key('manca', z.array(onboardingStepWord).optional(), [
    'tutti e soli i passi non ancora fatti',
    'all steps not done yet, and no others',
  ]),
  'missing documents': key('documenti che mancano', z.array(paperWord).optional(), [
    'tutti e soli',
    'all of them, and no others',
  ]),
  'refused because': key('rifiutata perché', refusalWord.optional(), ['il motivo', 'the reason']),
  letter: key('lettera', yesOrNo.optional(), [
    'la lettera di chiusura o di rifiuto',
    'the letter of closure or refusal',
  ]),
  proximity: key('prossimità', proximity.optional(), [
    'quello che le regole ne hanno detto per ultimo',
    'what the rules said of it last',
  ]),
  'not met': key('requisiti non rispettati', z.array(text).optional(), [
    'tutti e soli, secondo le regole (nomi in rules/)',
    'all of them by the rules, and no others (names in rules/)',
  ]),
  charter: key('Carta', signingWord.optional(), ['stato dell’ultima firma', 'state of its last signing']),
  'sign by': key('firmare entro', date.optional(), ['ultimo giorno per firmare', 'last day for signing']),
  provider: key('come fornitore', standingWord.optional(), ['dopo l’ammissione', 'after its admission']),
  'days left': key('giorni che restano', daysLeft.optional(), ['a ogni documento', 'to each paper']),
  'regularise by': key('regolarizzare entro', date.optional(), [
    'ultimo giorno per pagare',
    'last day to pay',
  ]),
  'redeemable until': key('buoni spendibili fino al', date.optional(), [
    'quelli emessi prima che il fornitore si fermasse',
    'those issued before the provider stopped',
  ]),
  'revoked from': key('revoca dal', date.optional(), [
    'primo giorno senza il fornitore',
    'first day without the provider',
  ]),
  suspended: key('sospensioni', z.array(groundWord).optional(), [
    'tutti e soli i motivi in corso',
    'all grounds that hold now, and no others',
  ]),
  'suspended as': key(
    'sospeso come',
    z.array(oneOf({ provider: 'fornitore', employer: 'datore', everything: 'tutto' })).optional(),
    ['per ciascun motivo', 'for each ground'],
  ),
  tasks: key('attività', z.array(taskWord).optional(), [
    'tutte e sole le attività aperte su richiesta, firme e ammissione',
    'all open tasks on application, signings and admission, and no others',
  ]),
  mails: key('avvisi', z.array(organisationMailWord).optional(), [
    'tutti e soli gli avvisi a candidato, rappresentante e fornitore, in ordine di tempo',
    'all mails to candidate, representative and provider, in order of time, and no others',
  ]),
});
export type OrganisationExpectations = z.output<typeof organisationExpectations>;
