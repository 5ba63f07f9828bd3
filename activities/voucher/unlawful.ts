import { Refusal } from '../../domain/refusal.ts';
import type { Text } from '../../domain/text.ts';
import { formatEuro } from '../../domain/money.ts';
import type { SplitUnits } from '../../domain/unit-splitting.ts';
import type { UseReason } from '../../domain/voucher-use.ts';

/** The law says no: every reason with its rule, and what is lawful instead. */
export function notLawful(reasons: readonly UseReason[], split?: SplitUnits): Refusal {
  const told = (locale: keyof Text) =>
    reasons.map(({ words, wayForward }) => `${words[locale]} ${wayForward[locale]}`).join(' ');
  const isTopup = reasons.some(({ code }) => code === 'NO_TOPUP');
  return new Refusal(isTopup ? 'noTopup' : 'voucherNotLawful', {
    detail: { it: told('it'), en: told('en') },
    reasons,
    ...(isTopup && split ? { split, possible: ['orderVouchers'] } : {}),
  });
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
