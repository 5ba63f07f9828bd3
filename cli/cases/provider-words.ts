import { z } from 'zod';
import {
  categoryWord,
  correctableWord,
  fileWord,
  legalFormWord,
  papers,
  paperWord,
  refusalWord,
  revocationWord,
  type PaperWord,
} from './organisation-words.ts';
import { key, oneOf, parts, type Key } from './sentence.ts';
import { letterWord } from './voucher-words.ts';
import { comune, date, degrees, money, name, text, wholeNumber, yes } from './values.ts';

const organisation = key('ente', name, ['quale ente', 'which organisation']);

const identity = parts({
  comune: key('comune', comune, ['sede legale', 'registered office']),
  'VAT number': key('partita IVA', text.optional(), [
    'una valida, inventata, se non si dice',
    'a valid one, made up, unless said',
  ]),
  'legal form': key('forma', legalFormWord.optional(), [
    'cooperativa sociale di tipo A, se non si dice',
    'social cooperative of type A unless said',
  ]),
});

const place = parts({
  comune: key('comune', comune, ['dove si trova', 'where it is']),
  latitude: key('latitudine', degrees.optional(), ['fuori dai 42 comuni', 'outside the 42 comuni']),
  longitude: key('longitudine', degrees.optional(), ['fuori dai 42 comuni', 'outside the 42 comuni']),
});

const service = parts({
  category: key('categoria', categoryWord, ['che cosa si offre', 'what is offered']),
  unit: key(
    'unità',
    oneOf({ hour: 'ora', session: 'seduta', day: 'giorno', week: 'settimana', meal: 'pasto' }).optional(),
    ['settimana, se non si dice', 'week unless said'],
  ),
  'unit price': key('prezzo unitario', money.optional(), ['95,00, se non si dice', '95.00 unless said']),
  letters: key('lettere', z.array(letterWord).min(1).optional(), [
    'dell’art. 51 TUIR; f-bis, se non si dice',
    'of art. 51 TUIR; f bis unless said',
  ]),
  vat: key(
    'IVA',
    oneOf({
      exempt: 'esente',
      ordinary: 'ordinaria',
      'reduced 10': 'del 10 %',
      'reduced 5': 'del 5 %',
      'reduced 4': 'del 4 %',
    }).optional(),
    ['esente, se non si dice', 'exempt unless said'],
  ),
  at: key('presso', z.array(name).min(1).optional(), [
    'tutte le sedi, se non si dice',
    'every place unless said',
  ]),
});

const declarations = parts({
  employees: key('lavoratori', wholeNumber.optional(), ['40, se non si dice', '40 unless said']),
  'law 68 base': key('base L. 68', wholeNumber.optional(), [
    'base di computo della L. 68/1999; 24, se non si dice',
    'computation base of L. 68/1999; 24 unless said',
  ]),
  'disabled workers': key('lavoratori con disabilità', wholeNumber.optional(), [
    '1, se non si dice',
    '1 unless said',
  ]),
  'protected workers': key('categorie protette', wholeNumber.optional(), [
    'altre categorie protette (art. 18); 0, se non si dice',
    'other protected categories (art. 18); 0 unless said',
  ]),
});

const debt = parts({
  debt: key('debito', money, ['quanto manca', 'what is missing']),
  penalties: key('sanzioni', money.optional(), ['0, se non si dice', '0 unless said']),
  interest: key('interessi', money.optional(), ['0, se non si dice', '0 unless said']),
});

const paper = parts({
  'issued on': key('rilasciato il', date.optional(), [
    'oggi, se non si dice; di un DURC il giorno della verifica',
    'today unless said; of a DURC the day of its verification',
  ]),
  'valid until': key('valido fino al', date.optional(), [
    'due anni da oggi, se non si dice; quello di un DURC segue dalla verifica',
    'two years from today unless said; a DURC’s follows from its verification',
  ]),
  debts: key('debiti', z.array(debt).optional(), [
    'di un DURC: verso ciascun ente',
    'of a DURC: towards each body',
  ]),
  file: key('file', fileWord.optional(), ['un PDF come si deve, se non si dice', 'a proper PDF unless said']),
});

export const handedIn = parts(
  Object.fromEntries(
    Object.entries(papers).map(([word, it]) => [
      word,
      key(it, paper.optional(), ['il documento', 'the paper']),
    ]),
  ) as Record<PaperWord, Key<z.ZodOptional<typeof paper>>>,
);

export const fillingIn = parts({
  identity: key('chi è', identity.optional(), ['l’ente e chi lo rappresenta', 'it and who represents it']),
  places: key('sedi', z.record(name, place).optional(), ['tutte, per nome', 'all of them, by name']),
  services: key('servizi', z.record(name, service).optional(), ['tutti, per nome', 'all of them, by name']),
  documents: key('documenti', handedIn.optional(), ['documenti consegnati', 'papers handed in']),
  declarations: key('dichiarazioni', declarations.optional(), [
    'quello che non si dice è in ordine',
    'what is not said is in order',
  ]),
  iban: key('IBAN', text.optional(), ['su cui essere pagati', 'to be paid at']),
  'the rest': key('il resto', yes.optional(), [
    'tutto quello che manca, in ordine: sede nel comune, un nido, documenti di oggi',
    'whatever is missing, in order: a place in its comune, a nursery, papers of today',
  ]),
});
export type FillingIn = z.output<typeof fillingIn>;
export type Papers = z.output<typeof handedIn>;

export const providerActions = {
  'applies to join': key('chiede di aderire', yes, [
    'un ente candidato, dal modulo pubblico: sempre "sì"',
    'a candidate, by the public form: always "yes"',
  ]),
  'invites to join': key('invita ad aderire', name, ['quale candidato', 'which candidate']),
  'fills in the application': key('compila la richiesta', fillingIn, [
    'il candidato, passo per passo, nell’ordine qui sotto',
    'the candidate, step by step, in the order below',
  ]),
  'is admitted': key('si fa ammettere', fillingIn, [
    'tutta la strada in un giorno, dalla richiesta alla convenzione; quello che non si dice è in ordine',
    'the whole road in a day, from application to agreement; what is not said is in order',
  ]),
  'confirms who it is': key(
    'conferma chi è',
    parts({
      organisation,
      'known as': key('è già', name.optional(), [
        'un ente dell’alleanza con la stessa partita IVA',
        'an organisation of the alliance with the same VAT number',
      ]),
    }),
    ['il candidato, confrontato con il registro', 'the candidate, compared with the register'],
  ),
  'asks for corrections': key(
    'chiede correzioni',
    parts({
      organisation,
      of: key('di', z.array(correctableWord).min(1).optional(), ['passi da rifare', 'steps to do again']),
      documents: key('documenti', z.array(paperWord).min(1).optional(), [
        'documenti da consegnare di nuovo',
        'papers to hand in anew',
      ]),
    }),
    ['che cosa rifare', 'what to do again'],
  ),
  'grants a waiver': key(
    'concede una deroga',
    parts({
      organisation,
      category: key('categoria', categoryWord, ['per che cosa', 'for what']),
      from: key('dal', date, ['primo giorno', 'first day']),
      until: key('fino al', date, ['ultimo giorno', 'last day']),
    }),
    ['di prossimità', 'of proximity'],
  ),
  reviews: key(
    'esamina',
    parts({
      organisation,
      outcome: key('esito', oneOf({ accept: 'accoglimento', refuse: 'rifiuto' }), [
        'che cosa si decide',
        'what is decided',
      ]),
      reason: key('motivo', refusalWord.optional(), ['di un rifiuto', 'of a refusal']),
    }),
    ['la richiesta di adesione', 'the application to join'],
  ),
  'withdraws from joining': key('ritira la richiesta di adesione', yes, ['sempre "sì"', 'always "yes"']),
  'renews documents': key('rinnova documenti', handedIn, ['un fornitore ammesso', 'an admitted provider']),
  'checks a document': key(
    'controlla un documento',
    parts({
      organisation,
      document: key('documento', paperWord, ['quale', 'which']),
      outcome: key('esito', oneOf({ accept: 'accoglimento', reject: 'rifiuto' }), [
        'che cosa si decide',
        'what is decided',
      ]),
    }),
    ['rinnovato da un fornitore', 'that a provider renewed'],
  ),
  'was invited to regularise': key('è stato invitato a regolarizzare', date, [
    'il fornitore registra il giorno dell’invito',
    'the provider records the day of the invitation',
  ]),
  'proposes the revocation': key(
    'propone la revoca',
    parts({ organisation, reason: key('motivo', revocationWord, ['perché', 'why']) }),
    ['di un fornitore', 'of a provider'],
  ),
  'decides on the revocation': key(
    'decide sulla revoca',
    parts({
      organisation,
      outcome: key('esito', oneOf({ revoke: 'revoca', reject: 'rigetto' }), [
        'che cosa si decide',
        'what is decided',
      ]),
    }),
    ['proposta da altri', 'proposed by somebody else'],
  ),
  'withdraws the revocation': key('ritira la revoca', name, ['di quale fornitore', 'of which provider']),
} as const;
