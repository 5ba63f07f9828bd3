import { key, parts } from './sentence.ts';
import { money, moment, name, yes } from './values.ts';

const slip = parts({
  voucher: key('buono', name, ['quale buono', 'which voucher']),
  'served at': key('servito il', moment, [
    'giorno e ora che stanno sul tagliando',
    'day and time that stand on the slip',
  ]),
  amount: key('importo', money.optional(), ['tutto, se non si dice', 'all of it unless said']),
});

/** What a till does without network, and how mistakes are put right. */
export const tillActions = {
  'prints slips': key('stampa i tagliandi', yes, [
    'un fornitore, per la sua prima sede: sempre "sì"',
    'a provider, for its first place: always "yes"',
  ]),
  'enters a slip': key('registra un tagliando', slip, [
    'un fornitore, entro il giorno del servizio; ogni volta il prossimo bianco',
    'a provider, on the day of the service; each time the next blank one',
  ]),
  'asks for a late slip': key('chiede di registrare un tagliando', slip, [
    'un fornitore, dopo il giorno del servizio',
    'a provider, after the day of the service',
  ]),
  'asks for a correction': key(
    'chiede una correzione',
    parts({
      voucher: key('buono', name, ['la sua ultima riscossione', 'its last redemption']),
      'right amount': key('importo giusto', money.optional(), [
        'di un buono cumulativo; niente, se non si dice',
        'of a cumulative voucher; nothing unless said',
      ]),
    }),
    ['un fornitore', 'a provider'],
  ),
  'approves a correction': key('approva una correzione', name, [
    'chi è del Fondo: di quale buono',
    'of the Fund: of which voucher',
  ]),
  'refuses a correction': key('rifiuta una correzione', name, [
    'chi è del Fondo: di quale buono',
    'of the Fund: of which voucher',
  ]),
} as const;
