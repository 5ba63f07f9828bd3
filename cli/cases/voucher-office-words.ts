import { key, parts } from './sentence.ts';
import { date, money, name, text, wholeNumber } from './values.ts';

const need = key('bisogno', name, ['di quale bisogno', 'of which need']);

/** What the office does with vouchers, and a provider with its prices. */
export const voucherOfficeActions = {
  'gives units as vouchers': key(
    'dà unità in buoni',
    parts({
      need,
      units: key('quante', wholeNumber, ['unità', 'units']),
      service: key('servizio', name, [
        'di quelli che il fornitore offre',
        'of those that the provider offers',
      ]),
      vouchers: key('buoni', name, ['come il caso li chiama', 'what the case calls them']),
    }),
    ['l’assistente sociale, di un’assegnazione in erogazione', 'the caseworker, of an award in delivery'],
  ),
  'extends a voucher': key(
    'proroga un buono',
    parts({
      voucher: key('buono', name, ['quale', 'which']),
      until: key('fino al', date, ['il nuovo ultimo giorno', 'the new last day']),
    }),
    ['l’ufficio del fondo o l’assistente sociale', 'the fund office or the caseworker'],
  ),
  'extends vouchers': key(
    'proroga i buoni',
    parts({
      'of the plan of': key('del piano di', name.optional(), [
        'dell’ultimo piano di un datore; di tutti, se non si dice',
        'of the last plan of an employer; of all unless said',
      ]),
      provider: key('presso', name.optional(), ['un fornitore', 'a provider']),
      from: key('che scadono dal', date, ['il loro ultimo giorno', 'their last day']),
      to: key('che scadono entro il', date, ['il loro ultimo giorno', 'their last day']),
      until: key('fino al', date, ['il nuovo ultimo giorno', 'the new last day']),
      'as many as': key('quanti', wholeNumber, [
        'contati prima: tanti, o nessuno',
        'counted before: as many, or none',
      ]),
    }),
    ['l’ufficio del fondo', 'the fund office'],
  ),
  'declares a debt to INPS': key(
    'registra un debito verso l’INPS',
    parts({
      organisation: key('ente', name, ['quale fornitore', 'which provider']),
      debt: key('debito', money, ['secondo il DURC chiesto oggi', 'by the DURC asked for today']),
    }),
    ['l’ufficio del fondo', 'the fund office'],
  ),
  'announces a price': key(
    'annuncia un prezzo',
    parts({
      service: key('servizio', text, ['uno dei suoi', 'one of its own']),
      'unit price': key('prezzo unitario', money, ['quello nuovo', 'the new one']),
      from: key('dal', date, ['primo giorno', 'first day']),
    }),
    ['un fornitore, in tempo', 'a provider, in time'],
  ),
} as const;
