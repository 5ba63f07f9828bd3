import { simulateTax } from '../../domain/fringe.ts';
import { fringeAfter } from '../../domain/fringe-known.ts';
import { formatEuro } from '../../domain/money.ts';
import type { Locale, Text } from '../../domain/text.ts';
import { reasonOf } from '../../domain/voucher-reasons.ts';
import type { FringeOutlook, UseQuestion, UseReason, UseReasonCode } from '../../domain/voucher-use.ts';
import type { RuleSetVersion } from '../../rules/schema.ts';
import type { FringeStanding } from './fringe.ts';
import type { VoucherLaw } from './law.ts';

export interface UseFigures {
  readonly question: UseQuestion;
  readonly law: VoucherLaw;
  readonly fringe: FringeStanding;
}

/** What the shipped requirements are told as; a requirement that an alliance added speaks for itself. */
const codes: Readonly<Record<string, UseReasonCode>> = {
  'no-top-up': 'NO_TOPUP',
  'at-list-price': 'NOT_AT_LIST_PRICE',
  'not-for-the-past': 'PAST_EXPENSE',
  'cumulative-only-paragraph-3': 'CUMULATIVE_ONLY_COMMA3',
  family: 'NOT_FAMILY',
  'living-together': 'NOT_COHABITING',
  'letter-fits': 'LETTER_NOT_OFFERED',
  'within-the-year': 'FRINGE_LIMIT',
};

/** The reasons behind requirements that are not met, each with the figures of the case. */
export function refusalReasons(
  version: RuleSetVersion,
  unmet: readonly string[],
  figures: UseFigures,
): readonly UseReason[] {
  return unmet.map((name) => {
    const code = codes[name];
    if (code) return reasonOf(code, moreOf(code, figures));
    const event = version.rules.find((rule) => rule.name === name)?.event;
    return reasonOf(
      'RULE_NOT_MET',
      event?.type === 'requirement' ? { words: event.params.unmet } : undefined,
    );
  });
}

function moreOf(code: UseReasonCode, figures: UseFigures): Parameters<typeof reasonOf>[1] {
  switch (code) {
    case 'NOT_AT_LIST_PRICE':
      return priceInWords(figures.question);
    case 'NOT_COHABITING':
      return { words: costInWords(figures.question.nominalCents * figures.question.count, figures.law) };
    case 'FRINGE_LIMIT':
      return fringeInWords(figures);
    default:
      return undefined;
  }
}

/** What the holder was told, and what the list says today. */
function priceInWords({ listPriceCents }: UseQuestion): { words: Text } | undefined {
  if (listPriceCents === null) return undefined;
  return {
    words: inBoth((euro) => ({
      it: `Oggi un’unità costa ${euro(listPriceCents)}.`,
      en: `Today a unit costs ${euro(listPriceCents)}.`,
    })),
  };
}

/** How far the year's total comes with this order, and what one cent beyond the limit costs or would cost. */
export function fringeOutlook({ question, law, fringe }: UseFigures): FringeOutlook {
  const { limitCents } = fringe;
  const afterCents = fringeAfter(fringe, question.nominalCents * question.count);
  const leftCents = Math.max(0, limitCents - afterCents);
  const beyondCents = Math.max(afterCents, limitCents) + 1;
  const cost = costInWords(beyondCents, law);
  const standing = inBoth((euro) => ({
    it: `Con questo ordine i beni in natura dell’anno sono ${euro(afterCents)} su ${euro(limitCents)}: ne restano ${euro(leftCents)}, e un centesimo oltre è tassato l’intero totale.`,
    en: `With this order the year’s goods in kind are ${euro(afterCents)} of ${euro(limitCents)}: ${euro(leftCents)} are left, and one cent beyond that the whole total is taxed.`,
  }));
  return {
    afterCents,
    limitCents,
    leftCents,
    oneCentMore: simulateTax(beyondCents, law),
    words: { it: `${standing.it} ${cost.it}`, en: `${standing.en} ${cost.en}` },
  };
}

export function fringeInWords({ question, law, fringe }: UseFigures): { words: Text; wayForward: Text } {
  const afterCents = fringeAfter(fringe, question.nominalCents * question.count);
  const total = inBoth((euro) => ({
    it: `Il totale sarebbe ${euro(afterCents)} su ${euro(fringe.limitCents)}.`,
    en: `The total would be ${euro(afterCents)} of ${euro(fringe.limitCents)}.`,
  }));
  const cost = costInWords(afterCents, law);
  const isBeyond = fringe.usedCents > fringe.limitCents;
  const orderableCents = isBeyond ? 0 : fringe.leftCents + fringe.returnedCents;
  return {
    words: { it: `${total.it} ${cost.it}`, en: `${total.en} ${cost.en}` },
    wayForward: inBoth((euro) => ({
      it: `Restano ${euro(orderableCents)}.`,
      en: `${euro(orderableCents)} are left.`,
    })),
  };
}

function costInWords(taxableCents: number, law: VoucherLaw): Text {
  const { contributionsCents, irpefCents, costCents } = simulateTax(taxableCents, law);
  return inBoth((euro) => ({
    it: `Simulazione: su ${euro(taxableCents)} tassati, contributi ${euro(contributionsCents)} e IRPEF ${euro(irpefCents)}, in tutto ${euro(costCents)}.`,
    en: `Simulation: on ${euro(taxableCents)} taxed, contributions of ${euro(contributionsCents)} and income tax of ${euro(irpefCents)}, ${euro(costCents)} in all.`,
  }));
}

/** A sentence with amounts, each written as its language writes it. */
function inBoth(write: (euro: (cents: number) => string) => Text): Text {
  const inLocale = (locale: Locale) => write((cents) => formatEuro(cents, locale))[locale];
  return { it: inLocale('it'), en: inLocale('en') };
}
