import { Refusal } from '../../domain/refusal.ts';
import type { Text } from '../../domain/text.ts';
import { formatEuro } from '../../domain/money.ts';
import type { SplitUnits } from '../../domain/unit-splitting.ts';
import { reasonOf } from '../../domain/voucher-reasons.ts';
import type { UseReason } from '../../domain/voucher-use.ts';

/** The law says no: every reason with its rule, and what is lawful instead. */
export function notLawful(found: readonly UseReason[], split?: SplitUnits): Refusal {
  const reasons = found.map((reason) =>
    reason.code === 'NO_TOPUP' && split ? reasonOf('NO_TOPUP', { wayForward: splitInWords(split) }) : reason,
  );
  const told = (locale: keyof Text) =>
    reasons.map(({ words, wayForward }) => `${words[locale]} ${wayForward[locale]}`).join(' ');
  const isTopup = reasons.some(({ code }) => code === 'NO_TOPUP');
  return new Refusal(isTopup ? 'noTopup' : 'voucherNotLawful', {
    detail: { it: told('it'), en: told('en') },
    reasons,
    ...(isTopup && split ? { split, possible: ['orderVouchers'] } : {}),
  });
}

/** Case by case: so many vouchers, so much credit left, and the other units bought privately. */
function splitInWords(split: SplitUnits): Text {
  const { voucherUnits, voucherCents, leftCents, privateUnits, privateCents } = split;
  const cents = (locale: keyof Text) => (amount: number) => formatEuro(amount, locale);
  const [it, en] = [cents('it'), cents('en')];
  return {
    it: `Qui: ${voucherUnits} con buoni (${it(voucherCents)}), ${it(leftCents)} restano nel credito, e ${privateUnits} con ordine privato (${it(privateCents)}).`,
    en: `Here: ${voucherUnits} by voucher (${en(voucherCents)}), ${en(leftCents)} stay in the credit, and ${privateUnits} by private order (${en(privateCents)}).`,
  };
}

export function notEnoughCredit(split: SplitUnits): Refusal {
  const { voucherUnits, privateUnits, leftCents } = split;
  return new Refusal('insufficientFunds', {
    detail: {
      it: `Il credito non basta per tutte le unità, e un buono non si integra. Si può ordinare così: ${voucherUnits} con buoni, ${privateUnits} con denaro proprio in un contratto a parte (\`privateUnits\`); nel credito restano ${formatEuro(leftCents)}.`,
      en: `The credit is not enough for all units, and a voucher is not topped up. It can be ordered like this: ${voucherUnits} by voucher, ${privateUnits} with one’s own money in a contract of its own (\`privateUnits\`); ${formatEuro(leftCents, 'en')} stay in the wallet.`,
    },
    split,
    possible: ['orderVouchers'],
  });
}
