import type { FamilyMode } from './family.ts';
import type { TaxSimulation } from './fringe.ts';
import type { PlainDate } from './plain-date.ts';
import type { taxLetters } from './provider-service.ts';
import type { Text } from './text.ts';

export type TaxLetter = (typeof taxLetters)[number];

/** What is asked of the rules before a voucher is issued; ids and figures, all read in the transaction. */
export interface UseQuestion {
  /** The employee. */
  readonly holderId: string;
  /** Who uses the service. */
  readonly beneficiaryId: string;
  readonly employerId: string;
  /** Of the plan. */
  readonly familyMode: FamilyMode;
  /** None of a cumulative voucher (art. 51 c. 3 TUIR). */
  readonly service: { readonly taxLetters: readonly TaxLetter[] } | null;
  /** Under which letter a cumulative voucher is asked for; c. 3, if nobody says. */
  readonly cumulativeLetter?: TaxLetter | undefined;
  /** Of one voucher. */
  readonly nominalCents: number;
  readonly count: number;
  /** The provider's price of one unit on that day. */
  readonly listPriceCents: number | null;
  readonly serviceFrom: PlainDate;
  /** What the holder offers to add of their own: 0 normally. */
  readonly ownMoneyCents: number;
}

export type UseReasonCode =
  | 'NO_TOPUP'
  | 'NOT_AT_LIST_PRICE'
  | 'PAST_EXPENSE'
  | 'NOT_FAMILY'
  | 'NOT_COHABITING'
  | 'FAMILY_BY_LENIENT_READING'
  | 'LETTER_NOT_OFFERED'
  | 'CUMULATIVE_ONLY_COMMA3'
  | 'FRINGE_LIMIT'
  | 'FRINGE_LIMIT_ALLOWED'
  | 'MISSING_FACTS'
  | 'RULE_NOT_MET'
  | HandReasonCode;

/** What is told of a voucher that was issued: by whoever takes it, or its holder wants something else of it. */
export type HandReasonCode =
  | 'HOLDER_MISMATCH'
  | 'NOT_MONETISABLE'
  | 'WHOLE_AMOUNT_ONLY'
  | 'HELD_ELSEWHERE'
  | 'USED_ALREADY'
  | 'OUTSIDE_ITS_DAYS'
  | 'VOIDED_BEFORE'
  | 'PROVIDER_STOPPED';

/** Why not, or why only with care: the rule it rests on, in words, and what is lawful instead. */
export interface UseReason {
  readonly code: UseReasonCode;
  readonly rule: string;
  readonly words: Text;
  readonly wayForward: Text;
}

/** Where the year's total of art. 51 c. 3 stands after an order, and what one cent beyond the limit would cost: told before it happens. */
export interface FringeOutlook {
  readonly afterCents: number;
  readonly limitCents: number;
  readonly leftCents: number;
  readonly oneCentMore: TaxSimulation;
  readonly words: Text;
}

/** May be issued under that letter; flagged: only by the lenient reading, or with a warning; or not, with reasons. */
export type UseAdvice =
  | {
      readonly status: 'lawful' | 'flagged';
      readonly taxLetter: TaxLetter;
      readonly warnings: readonly UseReason[];
      /** Of letters that enter no limit there is none. */
      readonly fringe: FringeOutlook | null;
      readonly decisionId: string;
    }
  | { readonly status: 'refused' | 'incomplete'; readonly reasons: readonly UseReason[] };
