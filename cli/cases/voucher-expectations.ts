import { z } from 'zod';
import { disputeStateWord } from './dispute-words.ts';
import { camelCase, key, oneOf, parts } from './sentence.ts';
import { date, money, moneyOrLess, name, wholeNumber } from './values.ts';
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
  'of which VAT': key('di cui IVA', money.optional(), [
    'esigibile dall’emissione; 0 se il buono è multiuso',
    'chargeable from the issue on; 0 of a multi-purpose voucher',
  ]),
  'went to': key(
    'andato',
    oneOf({
      wallet: 'al credito',
      'next plan': 'al piano dopo',
      employer: 'al datore',
      fund: 'al Fondo',
      award: 'all’assegnazione',
    }).optional(),
    ['dove, quando è finito, quello che restava', 'where, when it ended, what was left'],
  ),
  'was left': key('restava', money.optional(), ['quando è finito', 'when it ended']),
});

const statement = parts({
  lines: key('righe', wholeNumber.optional(), ['riscossioni e rimborsi', 'redemptions and refunds']),
  value: key('valore', money.optional(), ['delle riscossioni', 'of the redemptions']),
  'to the Fund': key('al Fondo', money.optional(), ['il suo contributo', 'its contribution']),
  paid: key('pagato', money.optional(), ['con la distinta', 'by the batch']),
});

const payroll = parts({
  year: key('anno', wholeNumber, ['del mese, o d’imposta', 'of the month, or the tax year']),
  month: key('mese', wholeNumber.optional(), [
    'da 1 a 12: ciò che si è saputo in quel mese; se non si dice, tutto dell’anno d’imposta',
    'from 1 to 12: what became known in that month; unless said, all of the tax year',
  ]),
  fringe: key('beni', z.record(name, moneyOrLess).optional(), [
    'imponibile di beni e servizi in natura: tutti e soli, per nome',
    'taxable goods and services in kind: all of them and no others, by name',
  ]),
  meals: key('pasti', z.record(name, moneyOrLess).optional(), [
    'imponibile dei buoni pasto: tutti e soli, per nome',
    'taxable meal vouchers: all of them and no others, by name',
  ]),
});

/** What holders are written about their vouchers. */
const voucherMailWord = oneOf({
  'vouchers ready': 'buoni pronti',
  'vouchers lapse soon': 'promemoria',
  'vouchers extended': 'più tempo',
  'vouchers lapsed': 'buoni scaduti',
  'vouchers stopped': 'fornitore fermo',
  'voucher refunded': 'buono rimborsato',
  'benefit limit changed': 'soglia cambiata',
});
export const voucherMailTemplates: ReadonlySet<string> = new Set(voucherMailWord.options.map(camelCase));

const leftOutWord = oneOf({
  'nothing left': 'non resta nulla',
  'durc lapsed': 'DURC scaduto',
  'iban missing': 'IBAN mancante',
  'iban wrong': 'IBAN sbagliato',
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
  'INPS paid': key('INPS pagato', z.record(name, money).optional(), [
    'in luogo di ciascun fornitore, per nome',
    'in place of each provider, by name',
  ]),
  'to be paid': key('da pagare', z.record(name, money).optional(), [
    'quanto darebbe a ciascuno una distinta fatta ora, per nome',
    'what a batch drawn up now would give to each, by name',
  ]),
  'left out': key('restano fuori', z.record(name, leftOutWord).optional(), [
    'tutti e soli quelli che una distinta fatta ora non pagherebbe, e perché',
    'all whom a batch drawn up now would not pay, no others, and why',
  ]),
  statements: key('rendiconti', z.record(name, statement).optional(), [
    'l’ultimo che ogni fornitore legge, per nome',
    'the last one that each provider reads, by name',
  ]),
  payroll: key('paghe', z.record(name, payroll).optional(), [
    'che cosa un datore riceve per le buste paga, per nome',
    'what an employer gets for payroll, by name',
  ]),
  'mails to': key('avvisi a', z.record(name, z.array(voucherMailWord)).optional(), [
    'tutti e soli quelli su buoni e soglia, in ordine di tempo: a chi, per nome',
    'all about vouchers and the limit, in order of time, no others: to whom, by name',
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
