import { z } from 'zod';
import { key, oneOf, parts } from './sentence.ts';
import { date, money, name, wholeNumber, yes, yesOrNo } from './values.ts';

const iseeKind = oneOf({
  ordinary: 'ordinario',
  'socio-sanitary': 'sociosanitario',
  minors: 'minorenni',
  current: 'corrente',
  'ordinary of the 2026 budget law': 'ordinario della legge di bilancio 2026',
});

const isee = parts({
  kind: key('tipo', iseeKind, ['quale ISEE', 'which ISEE']),
  value: key('valore', money, ['l’indicatore', 'the indicator']),
  'issued on': key('rilasciato il', date, ['giorno dell’attestazione', 'day of the attestation']),
  'valid until': key('valido fino al', date, ['ultimo giorno di validità', 'last day of validity']),
});

const certificate = parts({
  severity: key(
    'gravità',
    oneOf({ medium: 'media', severe: 'grave', 'non self sufficient': 'non autosufficienza' }),
    ['che cosa attesta', 'what it certifies'],
  ),
  'issued on': key('rilasciato il', date, ['giorno del rilascio', 'day of issue']),
  'valid until': key('valido fino al', date.optional(), ['ultimo giorno, se scade', 'last day, if it ends']),
});

const member = parts({
  certificate: key('certificato', z.union([oneOf({ none: 'nessuno' }), certificate]).optional(), [
    'certificato di disabilità o non autosufficienza, oppure "nessuno"',
    'certificate of disability or non-self-sufficiency, or "none"',
  ]),
  independent: key('autonomo', yes.optional(), [
    'l’assistente sociale ha accertato che non ha perso autonomie',
    'the caseworker found that no function is lost',
  ]),
  'ADL lost': key('ADL perse', wholeNumber.optional(), [
    'attività di base perse, 0–6',
    'basic activities lost, 0–6',
  ]),
  'IADL lost': key('IADL perse', wholeNumber.optional(), [
    'attività strumentali perse, 0–8',
    'instrumental activities lost, 0–8',
  ]),
});

const workEvent = parts({
  event: key(
    'fatto',
    oneOf({
      'job loss': 'lavoro perso',
      'zero hours': 'zero ore',
      'reduced hours or pay': 'ore o paga ridotte',
      'contract ending': 'contratto in scadenza',
    }),
    ['che cosa è successo', 'what happened'],
  ),
  on: key('il', date, ['il giorno, o la fine del contratto', 'the day, or the end of the contract']),
  before: key('prima', money.optional(), [
    'media dei 6 mesi prima (solo se ridotte)',
    'average of the 6 months before (reductions only)',
  ]),
  now: key('adesso', money.optional(), ['quanto adesso (solo se ridotte)', 'how much now (reductions only)']),
});

const housing = parts({
  'eviction order': key('sfratto', yesOrNo, [
    'c’è un provvedimento di sfratto',
    'there is an eviction order',
  ]),
  'months of arrears': key('mesi di morosità', wholeNumber, [
    'affitto o mutuo non pagato',
    'rent or mortgage unpaid',
  ]),
  overcrowded: key('sovraffollata', yesOrNo, ['troppe persone per la casa', 'too many people for the home']),
});

/** What a step adds to the dossier; a later entry of the same kind replaces the earlier one. */
export const dossierEntries = parts({
  isee: key('isee', z.array(isee).min(1).optional(), ['attestazioni ISEE', 'ISEE attestations']),
  members: key('componenti', z.record(name, member).optional(), [
    'certificati e autonomie, persona per persona',
    'certificates and functions, person by person',
  ]),
  work: key('lavoro', z.array(workEvent).optional(), [
    'fatti sul lavoro; lista vuota: nessuno',
    'work events; an empty list: none',
  ]),
  housing: key('casa', housing.optional(), ['condizione abitativa', 'housing']),
  network: key('rete', oneOf({ adequate: 'adeguata', weak: 'debole', absent: 'assente' }).optional(), [
    'rete di aiuto',
    'support network',
  ]),
  'sole caregiver': key('unico caregiver', yesOrNo.optional(), [
    'chi assiste è solo e senza aiuto',
    'whoever gives care is alone and without help',
  ]),
  'answers the request': key('risponde alla richiesta', yes.optional(), [
    'con questo la richiesta di documenti ha risposta',
    'this answers the document request',
  ]),
});

export type DossierEntries = z.output<typeof dossierEntries>;
