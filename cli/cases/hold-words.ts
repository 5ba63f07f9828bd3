import { key, parts } from './sentence.ts';
import { money, name, wholeNumber, yes } from './values.ts';

const voucher = key('buono', name, ['quale buono', 'which voucher']);

/** What tills do beside taking and refunding a whole voucher in one go. */
export const holdActions = {
  'holds a voucher': key(
    'blocca un buono',
    parts({
      voucher,
      amount: key('importo', money.optional(), ['tutto, se non si dice', 'all of it unless said']),
    }),
    ['un fornitore, con il codice, per un quarto d’ora', 'a provider, by the code, for a quarter of an hour'],
  ),
  'takes what it holds': key('riscuote quel che ha bloccato', name, [
    'un fornitore: di quale buono, l’ultima volta',
    'a provider: of which voucher, the last time',
  ]),
  'lets go of a voucher': key('rilascia un buono', name, [
    'un fornitore che lo ha bloccato',
    'a provider that holds it',
  ]),
  'refunds part of a voucher': key(
    'rimborsa una parte di un buono',
    parts({ voucher, amount: key('importo', money, ['quanto', 'how much']) }),
    ['un fornitore, dell’ultima volta che lo ha riscosso', 'a provider, of the last time it took it'],
  ),
  'tries invented codes': key('prova codici inventati', wholeNumber, [
    'un fornitore: quanti; conta la risposta all’ultimo',
    'a provider: how many; the answer to the last one counts',
  ]),
  'revokes whoever is at the till': key('toglie chi sta alla cassa', yes, [
    'un fornitore: sempre "sì"; il caso non ne nomina un altro',
    'a provider: always "yes"; the case names nobody else',
  ]),
} as const;
