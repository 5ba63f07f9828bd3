import { Refusal } from '../../domain/refusal.ts';
import type { Text } from '../../domain/text.ts';
import { formatEuro } from '../../domain/money.ts';
import type { LawfulSplit } from '../../domain/voucher-order.ts';
import type { UseReason } from '../../domain/voucher-use.ts';

/** The law says no: every reason with its rule, and what is lawful instead. */
export function notLawful(reasons: readonly UseReason[], split?: LawfulSplit): Refusal {
  const told = (locale: keyof Text) =>
    reasons.map(({ words, wayForward }) => `${words[locale]} ${wayForward[locale]}`).join(' ');
  const isTopup = reasons.some(({ code }) => code === 'NO_TOPUP');
  return new Refusal(isTopup ? 'noTopup' : 'voucherNotLawful', {
    detail: { it: told('it'), en: told('en') },
    reasons,
    ...(isTopup && split ? { split, possible: ['orderVouchers'] } : {}),
  });
}

/** Own money beside credit: never on one voucher, always as a contract of its own. */
export function noTopup(split: LawfulSplit): Refusal {
  return new Refusal('noTopup', {
    detail: {
      it: `Un buono paga un’unità per intero e non si integra. ${splitWords(split).it}`,
      en: `A voucher pays one unit whole and is not topped up. ${splitWords(split).en}`,
    },
    split,
    possible: ['orderVouchers'],
  });
}

export function notEnoughCredit(split: LawfulSplit): Refusal {
  return new Refusal('insufficientFunds', {
    detail: {
      it: `Il credito non basta per tutte le unità. ${splitWords(split).it}`,
      en: `The credit is not enough for all units. ${splitWords(split).en}`,
    },
    split,
    possible: ['orderVouchers'],
  });
}

function splitWords({ voucherUnits, privateUnits, leftCents }: LawfulSplit): Text {
  return {
    it: `Si può ordinare così: ${voucherUnits} con buoni, ${privateUnits} con denaro proprio in un contratto a parte (\`privateUnits\`); nel credito restano ${formatEuro(leftCents)}.`,
    en: `It can be ordered like this: ${voucherUnits} by voucher, ${privateUnits} with one’s own money in a contract of its own (\`privateUnits\`); ${formatEuro(leftCents, 'en')} stay in the wallet.`,
  };
}
