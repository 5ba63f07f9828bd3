import { key, oneOf, parts } from './sentence.ts';
import { money, name, yesOrNo } from './values.ts';

const dispute = key('contestazione', name, ['come il caso la chiama', 'what the case calls it']);

/** What holders, providers and the office do about what was taken with a voucher. */
export const disputeActions = {
  'disputes a redemption': key(
    'contesta una riscossione',
    parts({
      dispute,
      voucher: key('buono', name, ['con quale buono; l’ultima volta', 'with which voucher; the last time']),
      reason: key(
        'motivo',
        oneOf({
          'not delivered': 'non c’è stato',
          'not as agreed': 'non era quello',
          'charged twice': 'due volte',
          'wrong amount': 'importo sbagliato',
        }),
        ['che cosa non torna', 'what is wrong'],
      ),
      amount: key('importo', money.optional(), ['tutto, se non si dice', 'all of it unless said']),
    }),
    ['chi aveva il buono', 'whoever held the voucher'],
  ),
  'answers the voucher dispute': key(
    'risponde alla contestazione',
    parts({
      dispute,
      agrees: key('dà ragione', yesOrNo, ['a chi contesta', 'with whoever disputes']),
    }),
    ['il fornitore', 'the provider'],
  ),
  'withdraws the voucher dispute': key('ritira la contestazione', name, [
    'chi l’ha aperta: come il caso la chiama',
    'whoever opened it: what the case calls it',
  ]),
  'decides the voucher dispute': key(
    'decide la contestazione',
    parts({
      dispute,
      for: key('per', oneOf({ holder: 'chi ha il buono', provider: 'il fornitore' }), [
        'chi ha ragione',
        'who is right',
      ]),
      amount: key('importo', money.optional(), ['tutto, se non si dice', 'all of it unless said']),
    }),
    ['un’assistente sociale', 'a caseworker'],
  ),
} as const;

export const disputeStateWord = oneOf({
  open: 'aperta',
  answered: 'con risposta',
  'for holder': 'accolta',
  'for provider': 'respinta',
  withdrawn: 'ritirata',
});
