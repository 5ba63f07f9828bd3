import { z } from 'zod';
import { key, oneOf, parts } from './sentence.ts';
import { step } from './steps.ts';
import { comune, date, howMany, moment, money, name, text, wholeNumber, yes, yesOrNo } from './values.ts';

const organisation = parts({
  'how many': key('quanti', howMany.optional(), [
    'tanti uguali, di nome "Pronta 1", "Pronta 2" …; "ogni Pronta" sono tutti; uno, "Pronta", se non si dice',
    'so many alike, named "Pronta 1", "Pronta 2" …; "each Pronta" is all of them; one, "Pronta", unless said',
  ]),
  comune: key('comune', comune, ['dove ha sede', 'where it is']),
  'adheres from': key('aderisce dal', date.optional(), [
    'un anno prima dell’inizio, se non si dice',
    'a year before the start unless said',
  ]),
  'adheres until': key('aderisce fino al', date.optional(), ['ultimo giorno', 'last day']),
  'VAT number': key('partita IVA', text.optional(), ['nessuna, se non si dice', 'none unless said']),
});

const person = parts({
  born: key('nascita', date, ['giorno di nascita', 'day of birth']),
  comune: key('comune', comune.optional(), [
    'dove abita, se non nel comune del nucleo',
    'where they live, if not in the household’s comune',
  ]),
  'works for': key('lavora per', name.optional(), ['un datore del caso', 'an employer of the case']),
  'works from': key('lavora dal', date.optional(), [
    'due anni prima dell’inizio, se non si dice',
    'two years before the start unless said',
  ]),
  'works until': key('lavora fino al', date.optional(), ['ultimo giorno', 'last day']),
});

const household = parts({
  comune: key('comune', comune, ['dove abita', 'where it lives']),
  members: key('componenti', z.record(name, person), ['per nome', 'by name']),
});

const representative = parts({
  person: key('persona', name, ['chi è rappresentato', 'who is represented']),
  'represented by': key('rappresentata da', name, ['chi agisce', 'who acts']),
  as: key(
    'come',
    oneOf({
      delegate: 'delegato',
      tutor: 'tutore',
      'support administrator': 'amministratore di sostegno',
      parent: 'genitore',
    }),
    ['a quale titolo', 'by which right'],
  ),
  from: key('dal', date, ['primo giorno', 'first day']),
  until: key('fino al', date.optional(), [
    'ultimo giorno; il genitore: fino ai 18 anni',
    'last day; a parent: until the age of 18',
  ]),
});

const need = parts({
  for: key('per', name, ['chi riceve il servizio', 'who receives the service']),
  service: key(
    'servizio',
    oneOf({ 'for minor': 'per un minore', 'home care': 'assistenza a domicilio', other: 'altro' }),
    ['da qui dipende quale ISEE serve', 'the kind of ISEE depends on it'],
  ),
  'parents apart': key('genitori separati', yesOrNo.optional(), [
    'genitori non sposati e non conviventi (solo per un minore)',
    'parents neither married nor living together (minors only)',
  ]),
  provider: key('fornitore', name, ['un fornitore del caso', 'a provider of the case']),
  unit: key(
    'unità',
    oneOf({
      hour: 'ora',
      session: 'seduta',
      day: 'giorno',
      week: 'settimana',
      month: 'mese',
      meal: 'pasto',
      trip: 'viaggio',
    }),
    ['in che cosa si conta', 'what it is counted in'],
  ),
  units: key('quante', wholeNumber, ['quante unità servono', 'how many units are needed']),
  'covered elsewhere': key('già coperte', wholeNumber.optional(), [
    'unità pagate da altri',
    'units others pay for',
  ]),
  'unit price': key('prezzo unitario', money, ['prezzo di un’unità', 'price of a unit']),
});

const application = parts({
  household: key('nucleo', name, ['un nucleo del caso', 'a household of the case']),
  applicant: key('richiedente', name, ['chi presenta la domanda', 'who files it']),
  beneficiary: key('beneficiario', name.optional(), [
    'per chi; il richiedente, se non si dice',
    'for whom; the applicant unless said',
  ]),
  needs: key('bisogni', z.record(name, need), ['nell’ordine del richiedente', 'in the applicant’s order']),
});

/** A whole case, as its file tells it. */
export const caseFile = parts({
  case: key('caso', text, ['il titolo', 'the title']),
  story: key('racconto', text.optional(), ['che cosa si vuole mostrare', 'what it shows']),
  'starts on': key('inizia il', moment, ['giorno e ora d’inizio', 'day and time of the start']),
  fund: key(
    'fondo',
    parts({
      available: key('disponibile', money, [
        'quanto c’è da assegnare all’inizio',
        'what can be awarded at the start',
      ]),
    }),
    ['il Fondo all’inizio', 'the Fund at the start'],
  ),
  employers: key('datori di lavoro', z.record(name, organisation).optional(), ['per nome', 'by name']),
  providers: key('fornitori', z.record(name, organisation), ['per nome', 'by name']),
  candidates: key('candidati', z.array(name).optional(), [
    'enti che vogliono diventare fornitori; anche un datore di lavoro del caso',
    'organisations that want to become providers; an employer of the case may be one',
  ]),
  households: key('nuclei', z.record(name, household), ['per nome', 'by name']),
  'other people': key('altre persone', z.record(name, person).optional(), [
    'fuori dai nuclei: un delegato, per esempio',
    'outside the households: a delegate, for instance',
  ]),
  representatives: key('rappresentanti', z.array(representative).optional(), [
    'chi può agire per chi',
    'who may act for whom',
  ]),
  applications: key('domande', z.record(name, application), ['per nome', 'by name']),
  'hourly rounds': key('giri orari', yes.optional(), [
    'il Fondo si riesamina ogni ora (lento: solo per casi brevi)',
    'the Fund is looked at every hour (slow: short cases only)',
  ]),
  steps: key('passi', z.array(step).min(1), ['in ordine di tempo', 'in order of time']),
});

export type CaseFile = z.output<typeof caseFile>;
export type CaseApplication = z.output<typeof application>;
export type CaseNeed = z.output<typeof need>;
export type CasePerson = z.output<typeof person>;
export type CaseOrganisation = z.output<typeof organisation>;
