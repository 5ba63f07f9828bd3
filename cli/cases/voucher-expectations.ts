import { z } from 'zod';
import { disputeStateWord } from './dispute-words.ts';
import { key, oneOf, parts } from './sentence.ts';
import { date, money, name, wholeNumber } from './values.ts';
import { letterWord } from './voucher-words.ts';

const voucher = parts({
  state: key(
    'stato',
    oneOf({
      active: 'valido',
      held: 'bloccato',
      spent: 'speso',
      expired: 'scaduto',
      voided: 'annullato',
    }).optional(),
    ['a che punto è', 'where it stands'],
  ),
  value: key('valore', money.optional(), ['valore nominale', 'nominal value']),
  left: key('resta', money.optional(), ['quanto vale ancora', 'what it is still good for']),
  letter: key('lettera', letterWord.optional(), ['dell’art. 51 TUIR', 'of art. 51 TUIR']),
  until: key('fino al', date.optional(), ['ultimo giorno', 'last day']),
});

const privateOrder = parts({
  state: key('stato', oneOf({ ordered: 'ordinato', paid: 'pagato', cancelled: 'annullato' }).optional(), [
    'a che punto è',
    'where it stands',
  ]),
  amount: key('importo', money.optional(), ['quanto costa', 'what it costs']),
});

const fringe = parts({
  year: key('anno', wholeNumber, ['anno d’imposta', 'tax year']),
  used: key('usato', money.optional(), ['quanto conta finora', 'what counts so far']),
  limit: key('limite', money.optional(), ['dell’anno', 'of the year']),
  left: key('resta', money.optional(), ['prima del limite', 'before the limit']),
  taxable: key('imponibile', money.optional(), ['quanto è tassato', 'what is taxed']),
  'one cent more costs': key('un centesimo in più costa', money.optional(), [
    'simulazione: contributi e IRPEF',
    'simulation: contributions and IRPEF',
  ]),
});

/** What a case expects of credit and vouchers. */
export const voucherExpectations = {
  wallets: key('crediti', z.record(name, money).optional(), [
    'quanto resta a chi lavora, per nome',
    'what is left to employees, by name',
  ]),
  'paid in': key('versato', z.record(name, money).optional(), [
    'quanto un datore ha versato e non accreditato',
    'what an employer has paid in and not credited',
  ]),
  'providers paid': key('fornitori pagati', z.record(name, money).optional(), [
    'quanto la banca ha pagato a ciascuno, per nome',
    'what the bank has paid to each, by name',
  ]),
  'invoices missing': key('fatture mancanti', z.record(name, wholeNumber).optional(), [
    'quante fatture un fornitore deve ancora mandare, per nome',
    'how many invoices a provider has still to send, by name',
  ]),
  vouchers: key('buoni', z.record(name, voucher).optional(), ['per nome', 'by name']),
  'voucher disputes': key('contestazioni', z.record(name, disputeStateWord).optional(), [
    'a che punto sono, per nome',
    'where they stand, by name',
  ]),
  'private orders': key('ordini privati', z.record(name, privateOrder).optional(), ['per nome', 'by name']),
  fringe: key('soglia', z.record(name, fringe).optional(), [
    'beni in natura, art. 51 c. 3: chi lavora, per nome',
    'goods in kind, art. 51 c. 3: employees, by name',
  ]),
} as const;
