import { z } from 'zod';
import { key, oneOf, parts, written } from './sentence.ts';
import { date, money, name, text, wholeNumber, yes, yesOrNo } from './values.ts';

const month = written(
  z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/),
  'scrivere un mese, come 2026-05',
  'write a month, such as 2026-05',
);

const plan = parts({
  from: key('dal', date.optional(), ['oggi, se non si dice', 'today unless said']),
  until: key('fino al', date.optional(), [
    'ultimo giorno per ordinare; la fine dell’anno, se non si dice',
    'last day for ordering; the end of the year unless said',
  ]),
  'what is left': key(
    'quel che resta',
    oneOf({ 'next plan': 'al piano dopo', employer: 'al datore', fund: 'al Fondo' }).optional(),
    ['dove va; al datore, se non si dice', 'where it goes; to the employer unless said'],
  ),
  'family reading': key('lettura della famiglia', oneOf({ strict: 'stretta', lenient: 'larga' }).optional(), [
    'chi è familiare (art. 12 TUIR); stretta, se non si dice',
    'who is family (art. 12 TUIR); strict unless said',
  ]),
  follows: key('segue il precedente', yes.optional(), [
    'vi passa ciò che resta del piano di prima: sempre "sì"',
    'what is left of the plan before goes there: always "yes"',
  ]),
  'voucher days': key('giorni dei buoni', wholeNumber.optional(), [
    'per quanto vale un buono; 180, se non si dice',
    'for how long a voucher is good; 180 unless said',
  ]),
  'grace days': key('giorni di grazia', wholeNumber.optional(), [
    'per ordinare dopo l’ultimo giorno di lavoro; 30, se non si dice',
    'for ordering after the last day of a job; 30 unless said',
  ]),
});

const liveVoucher = parts({
  of: key('di', name, ['chi lavora', 'an employee']),
  value: key('valore', money, ['valore nominale', 'nominal value']),
  spent: key('speso', money.optional(), [
    'nel sistema di prima; nulla, se non si dice',
    'in the earlier system; nothing unless said',
  ]),
  issued: key('emesso il', date, ['di quale anno è', 'of which year it is']),
  until: key('fino al', date, ['ultimo giorno', 'last day']),
  pledged: key('contributo promesso', yesOrNo.optional(), [
    'già nel sistema di prima; sì, se non si dice',
    'in the earlier system already; yes unless said',
  ]),
});

const earlierSystem = parts({
  'paid in': key('versato', money.optional(), ['e non accreditato a nessuno', 'and credited to nobody']),
  wallets: key('crediti', z.record(name, money).optional(), ['a chi e quanto', 'whose and how much']),
  vouchers: key('buoni', z.record(name, liveVoucher), ['cumulativi, per nome', 'cumulative ones, by name']),
  'said to be left': key('sui buoni secondo loro', money.optional(), [
    'quanto dice il sistema di prima, se non è la somma',
    'what the earlier system says, when it is not the sum',
  ]),
});

const relative = parts({
  of: key('di', name.optional(), [
    'di chi lavora, se lo dichiara lo sportello',
    'of which employee, when declared at the desk',
  ]),
  relative: key('chi', name, ['il familiare', 'the relative']),
  as: key(
    'come',
    oneOf({ spouse: 'coniuge', child: 'figlio', ascendant: 'genitore o nonno', sibling: 'fratello' }),
    ['che cosa è per chi lavora', 'what they are to the employee'],
  ),
  cohabiting: key('convive', yesOrNo.optional(), ['sì, se non si dice', 'yes unless said']),
  dependent: key('a carico', yesOrNo.optional(), ['sì, se non si dice', 'yes unless said']),
  'yearly income': key('reddito annuo', money.optional(), ['0, se non si dice', '0 unless said']),
  'from year': key('dall’anno', wholeNumber.optional(), [
    'in cui lo si dice, se non si dice',
    'in which it is said, unless said',
  ]),
});

const benefit = parts({
  to: key('a', name, ['chi lavora', 'an employee']),
  kind: key(
    'che cosa',
    oneOf({
      'goods in kind': 'beni',
      'home bills': 'bollette',
      'home rent': 'affitto',
      'other employer': 'altro datore',
      'meal paper': 'buoni pasto di carta',
      'meal electronic': 'buoni pasto elettronici',
    }),
    ['che cosa ha ricevuto', 'what they received'],
  ),
  amount: key('importo', money, [
    'quanto vale; dei buoni pasto, quello di un giorno',
    'what it is worth; of meal vouchers that of one day',
  ]),
  days: key('giorni', wholeNumber.optional(), ['dei buoni pasto: quanti', 'of meal vouchers: how many']),
});

const statement = parts({
  'come back': key('tornano', z.array(name).optional(), [
    'fornitori il cui conto è chiuso (AC04)',
    'providers whose account is closed (AC04)',
  ]),
});

const sentInvoice = parts({
  number: key('numero', text, ['della fattura', 'of the invoice']),
  total: key('totale', money.optional(), [
    'quello della proforma, se non si dice',
    'the pro-forma’s unless said',
  ]),
  to: key('a partita IVA', text.optional(), [
    'quella dell’alleanza, se non si dice',
    'the alliance’s unless said',
  ]),
});

/** What employers and their people do about credit, family and the year's limit, and how money comes and goes. */
export const planActions = {
  'opens a plan': key('apre un piano', plan, ['un datore, per tutti', 'an employer, for everybody']),
  'pays in': key('versa per i dipendenti', money, [
    'un datore; l’ufficio del fondo lo registra',
    'an employer; the fund office records it',
  ]),
  'gives credit': key('accredita', z.record(name, money), [
    'un datore, dal suo ultimo piano: a chi e quanto',
    'an employer, of its last plan: to whom and how much',
  ]),
  'takes over an earlier system': key('riprende un sistema di prima', earlierSystem, [
    'l’ufficio del fondo, per il datore: crediti e buoni ancora spendibili, con il denaro',
    'the fund office, for the employer: wallets and live vouchers, with the money',
  ]),
  'gives credit by list': key('accredita con un elenco', z.record(name, money), [
    'un datore, dal suo ultimo piano: a tutti o a nessuno',
    'an employer, of its last plan: to all or to none',
  ]),
  'names the next plan': key('indica il piano che segue', yes, [
    'un datore: l’ultimo che ha aperto segue a quello di prima: sempre "sì"',
    'an employer: the last one it opened follows the one before: always "yes"',
  ]),
  'closes its plan': key('chiude il piano', yes, [
    'un datore, l’ultimo: sempre "sì"',
    'an employer, its last: always "yes"',
  ]),
  'declares a relative': key('dichiara un familiare', relative, [
    'chi lavora, da quest’anno',
    'an employee, from this year on',
  ]),
  'enters a benefit': key('registra un bene in natura', benefit, [
    'un datore, in questo mese',
    'an employer, in this month',
  ]),
  'lets the limit be exceeded': key('lascia superare la soglia', name, [
    'un datore: a chi, quest’anno',
    'an employer: to whom, this year',
  ]),
  'pays the monthly invoice': key('paga la nota mensile', month, [
    'un datore: di quale mese; l’ufficio del fondo la fa e abbina il pagamento',
    'an employer: of which month; the fund office draws it up and matches the payment',
  ]),
  'pays the providers': key('paga i fornitori', yes, [
    'la distinta intera, da chi la prepara alla banca che la esegue: sempre "sì"',
    'the whole batch, from whoever draws it up to the bank that makes it: always "yes"',
  ]),
  'pays the providers by statement': key('paga i fornitori con estratto conto', statement, [
    'la distinta intera; la banca risponde con un camt.053, mandato due volte',
    'the whole batch; the bank answers by a camt.053, which is sent twice',
  ]),
  'says how it invoices': key('dice come fattura', yes, [
    'un fornitore, e l’ufficio a chi: sempre "sì"',
    'a provider, and the office whom: always "yes"',
  ]),
  'invoices the alliance': key('fattura all’alleanza', sentInvoice, [
    'un fornitore, ciò che gli è stato chiesto per ultimo, come fattura elettronica',
    'a provider, what it was asked for last, as an electronic invoice',
  ]),
  'pays providers and the bank rejects': key('paga i fornitori e la banca respinge', z.array(name).min(1), [
    'la distinta intera: a chi il denaro non arriva',
    'the whole batch: whom the money does not reach',
  ]),
} as const;
