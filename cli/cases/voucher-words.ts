import { z } from 'zod';
import { key, oneOf, parts } from './sentence.ts';
import { date, money, name, text, wholeNumber, yes } from './values.ts';

export const letterWord = oneOf({
  c: 'c',
  d: 'd',
  'd bis': 'd-bis',
  f: 'f',
  'f bis': 'f-bis',
  'f ter': 'f-ter',
  'f quater': 'f-quater',
  comma3: 'comma 3',
});

const voucher = key('buono', name, ['quale buono', 'which voucher']);

const order = parts({
  vouchers: key('buoni', name, [
    'come il caso li chiama: "campo", o se sono più d’uno "campo 1", "campo 2" …; così anche l’ordine privato',
    'what the case calls them: "camp", or of several "camp 1", "camp 2" …; a private order too',
  ]),
  service: key('servizio', name, ['di quelli che il fornitore offre', 'of those that the provider offers']),
  provider: key('fornitore', name, ['un candidato ammesso', 'an admitted candidate']),
  for: key('per', name, ['chi usa il servizio', 'who uses the service']),
  units: key('quante', wholeNumber.optional(), [
    'unità con buoni; una, se non si dice',
    'units by voucher; one unless said',
  ]),
  from: key('dal', date.optional(), ['primo giorno; oggi, se non si dice', 'first day; today unless said']),
  'own money': key('aggiunge', money.optional(), ['di tasca propria', 'of their own']),
  'private units': key('quante di tasca propria', wholeNumber.optional(), [
    'altre unità, in un ordine privato a parte',
    'further units, as a private order of its own',
  ]),
});

/** What holders and tills do with vouchers. */
export const voucherActions = {
  orders: key('ordina', order, ['chi ha credito', 'whoever has credit']),
  'orders a cumulative voucher': key(
    'ordina un buono cumulativo',
    parts({
      voucher: key('buono', name, ['come il caso lo chiama', 'what the case calls it']),
      for: key('per', name, ['chi lo usa', 'who uses it']),
      amount: key('importo', money, ['quanto', 'how much']),
    }),
    ['per beni e servizi dell’art. 51 c. 3', 'for goods and services of art. 51 c. 3'],
  ),
  'orders privately': key(
    'ordina di tasca propria',
    parts({
      order: key('ordine', name, ['come il caso lo chiama', 'what the case calls it']),
      service: key('servizio', name, [
        'di quelli che il fornitore offre',
        'of those that the provider offers',
      ]),
      provider: key('fornitore', name, ['un candidato ammesso', 'an admitted candidate']),
      units: key('quante', wholeNumber.optional(), ['una, se non si dice', 'one unless said']),
    }),
    ['chiunque, senza buoni', 'anybody, without vouchers'],
  ),
  'takes a voucher': key(
    'riscuote un buono',
    parts({
      voucher,
      amount: key('importo', money.optional(), ['tutto, se non si dice', 'all of it unless said']),
      'somebody else came': key('è venuto un altro', yes.optional(), [
        'non chi il buono nomina',
        'not whom the voucher names',
      ]),
      'wrong PIN': key('PIN sbagliato', yes.optional(), [
        'di chi sta alla cassa',
        'of whoever is at the till',
      ]),
    }),
    ['un fornitore, con il codice', 'a provider, by the code'],
  ),
  'refunds a voucher': key('rimborsa un buono', name, ['un fornitore', 'a provider']),
  'voids a voucher': key(
    'annulla un buono',
    parts({
      voucher,
      reason: key(
        'motivo',
        oneOf({
          'wrong beneficiary': 'persona sbagliata',
          'beneficiary died': 'persona morta',
          'not needed': 'non serve',
          'code leaked': 'codice visto da altri',
        }),
        ['perché', 'why'],
      ),
      'refund to': key(
        'rimborso su',
        oneOf({ wallet: 'credito', 'bank account': 'conto', cash: 'contanti' }).optional(),
        ['il credito, se non si dice', 'the wallet unless said'],
      ),
    }),
    ['chi ne è titolare', 'its holder'],
  ),
  'says a private order is paid': key('dichiara pagato un ordine privato', name, [
    'il fornitore: come il caso chiama l’ordine',
    'the provider: what the case calls the order',
  ]),
} as const;

/** What an answer says besides, when vouchers are concerned. */
export const voucherAnswer = {
  warnings: key('avvertenze', z.array(text).optional(), [
    'di un ordine: tutti e soli i codici di ciò che è lecito con cautela',
    'of an order: all codes of what is lawful with care, and no others',
  ]),
  adjustment: key(
    'conguaglio',
    parts({
      before: key('imponibile prima', money, ['dell’anno', 'of the year']),
      taxable: key('imponibile', money, ['dell’anno, adesso', 'of the year, now']),
      contributions: key('contributi', money, ['simulati', 'simulated']),
      base: key('base', money, ['per l’IRPEF', 'for IRPEF']),
      irpef: key('IRPEF', money, ['simulata', 'simulated']),
      cost: key('in tutto', money, ['per chi lavora', 'to the employee']),
    }).optional(),
    ['che cosa cambia di un anno una dichiarazione', 'what a declaration changes of a year'],
  ),

  reasons: key('motivi', z.array(text).min(1).optional(), [
    'i codici delle regole che dicono no, come NO_TOPUP',
    'the codes of the rules that say no, such as NO_TOPUP',
  ]),
  'lawful instead': key(
    'si può invece',
    parts({
      'by voucher': key('con buoni', wholeNumber, ['unità', 'units']),
      'left in the wallet': key('restano', money, ['nel credito', 'in the wallet']),
      privately: key('di tasca propria', wholeNumber, ['unità', 'units']),
    }).optional(),
    ['che cosa il rifiuto propone', 'what the refusal offers'],
  ),
} as const;
