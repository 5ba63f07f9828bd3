import type { Text } from './text.ts';
import { art3bis, handReasons, type ReasonWords } from './voucher-hand-reasons.ts';
import type { UseReason, UseReasonCode } from './voucher-use.ts';

const art12 = 'TUIR art. 12 (L. 207/2024, D.Lgs. 192/2025)';
const art51c3 = 'TUIR art. 51 c. 3';

/** Every no of the law of vouchers: where it stands, what it says, and what is lawful instead. */
const reasons: Readonly<Record<UseReasonCode, ReasonWords>> = {
  NO_TOPUP: {
    rule: art3bis,
    words: {
      it: 'Un buono paga il servizio per intero: non si aggiunge denaro proprio allo stesso buono.',
      en: 'A voucher pays for the whole service: no money of your own is added to the same voucher.',
    },
    wayForward: {
      it: 'Ordini un buono per ogni unità intera che il credito copre; le altre unità con un ordine privato a parte.',
      en: 'Order one voucher for each whole unit that the credit covers; the other units by a private order of their own.',
    },
  },
  NOT_AT_LIST_PRICE: {
    rule: art3bis,
    words: {
      it: 'Il valore nominale di un buono è il prezzo di listino di un’unità, né più né meno.',
      en: 'The nominal value of a voucher is the list price of one unit, no more and no less.',
    },
    wayForward: {
      it: 'Ordini di nuovo al prezzo che il fornitore ha oggi a listino.',
      en: 'Order anew at the price that the provider lists today.',
    },
  },
  PAST_EXPENSE: {
    rule: art3bis,
    words: {
      it: 'Un buono non rimborsa una spesa già fatta.',
      en: 'A voucher pays back nothing that was already spent.',
    },
    wayForward: {
      it: 'Ordini da oggi in poi; per rette già pagate chieda al datore di lavoro se il piano le rimborsa (lettere f-bis e f-ter).',
      en: 'Order from today on; for fees already paid ask the employer whether its plan reimburses them (letters f-bis and f-ter).',
    },
  },
  NOT_FAMILY: {
    rule: art12,
    words: {
      it: 'Chi userebbe il servizio non risulta tra i familiari dichiarati.',
      en: 'Whoever would use the service is not among the family declared.',
    },
    wayForward: {
      it: 'Dichiari prima il familiare, oppure ordini per sé o con un ordine privato.',
      en: 'Declare the relative first, or order for yourself or by a private order.',
    },
  },
  NOT_COHABITING: {
    rule: art12,
    words: {
      it: 'Dal 2025 un familiare diverso da coniuge e figli conta solo se convive con chi lavora o riceve assegni alimentari.',
      en: 'Since 2025 a relative other than spouse and children counts only when living with the employee or receiving alimony.',
    },
    wayForward: {
      it: 'Se convive o riceve assegni, aggiorni la dichiarazione; altrimenti faccia valutare il caso al consulente del datore di lavoro, o ordini privatamente.',
      en: 'When they live together or receive alimony, update the declaration; else have the employer’s consultant look at it, or order privately.',
    },
  },
  FAMILY_BY_LENIENT_READING: {
    rule: art12,
    words: {
      it: 'Lecito soltanto nella lettura larga della convivenza, scelta dal piano.',
      en: 'Lawful only by the lenient reading of living together that the plan chose.',
    },
    wayForward: {
      it: 'Un consulente del datore di lavoro deve confermarlo per iscritto.',
      en: 'A consultant of the employer must confirm it in writing.',
    },
  },
  LETTER_NOT_OFFERED: {
    rule: 'TUIR art. 51 c. 2',
    words: {
      it: 'Il servizio non è offerto sotto una norma che valga per questa persona.',
      en: 'The service is not offered under a rule that holds for this person.',
    },
    wayForward: {
      it: 'Scelga un altro servizio o un’altra persona che lo usi, oppure ordini privatamente.',
      en: 'Choose another service or another person to use it, or order privately.',
    },
  },
  CUMULATIVE_ONLY_COMMA3: {
    rule: 'DM 25/3/2016 art. 6 c. 2',
    words: {
      it: 'Un buono cumulativo vale soltanto per beni e servizi dell’art. 51 c. 3.',
      en: 'A cumulative voucher is only for goods and services of art. 51 c. 3.',
    },
    wayForward: {
      it: 'Ordini un buono per ciascun servizio.',
      en: 'Order one voucher for each service.',
    },
  },
  FRINGE_LIMIT: {
    rule: art51c3,
    words: {
      it: 'Con questo buono il totale dell’anno supererebbe la soglia, e sarebbe tassato per intero.',
      en: 'With this voucher the year’s total would exceed the limit, and would be taxed whole.',
    },
    wayForward: {
      it: 'Ordini fino a quanto resta; oppure il datore di lavoro dichiara prima che la soglia sarà superata.',
      en: 'Order up to what is left; or the employer declares beforehand that the limit will be exceeded.',
    },
  },
  FRINGE_LIMIT_ALLOWED: {
    rule: art51c3,
    words: {
      it: 'La soglia dell’anno è superata: il datore di lavoro lo ha deciso prima, e tutto il totale è tassato.',
      en: 'The year’s limit is exceeded: the employer decided so beforehand, and the whole total is taxed.',
    },
    wayForward: {
      it: 'Chi lavora può rinunciare al buono prima di usarlo, ma ciò che è stato consegnato e non annullato conta.',
      en: 'The employee may give the voucher up before using it; what was delivered and not voided counts.',
    },
  },
  MISSING_FACTS: {
    rule: art12,
    words: {
      it: 'Dalla dichiarazione non si capisce se la persona conta come familiare.',
      en: 'The declaration does not say whether the person counts as family.',
    },
    wayForward: {
      it: 'Completi la dichiarazione sul familiare: convivenza, carico fiscale, reddito.',
      en: 'Complete the declaration of the relative: living together, dependence, income.',
    },
  },
  RULE_NOT_MET: {
    rule: 'TUIR art. 51',
    words: {
      it: 'Una regola in vigore nell’alleanza non è rispettata.',
      en: 'A rule in force in the alliance is not met.',
    },
    wayForward: {
      it: 'Cambi l’ordine secondo la regola, oppure ordini privatamente.',
      en: 'Change the order as the rule says, or order privately.',
    },
  },
  ...handReasons,
};

/** Every code that a refusal or a warning may carry. */
export const reasonCodes = Object.keys(reasons) as readonly UseReasonCode[];

/** A reason by its code; `more` is a sentence with the figures of the case. */
export function reasonOf(
  code: UseReasonCode,
  more?: { readonly words?: Text; readonly wayForward?: Text },
): UseReason {
  const { rule, words, wayForward } = reasons[code];
  return {
    code,
    rule,
    words: more?.words ? inOne(words, more.words) : words,
    wayForward: more?.wayForward ? inOne(wayForward, more.wayForward) : wayForward,
  };
}

function inOne(first: Text, second: Text): Text {
  return { it: `${first.it} ${second.it}`, en: `${first.en} ${second.en}` };
}
