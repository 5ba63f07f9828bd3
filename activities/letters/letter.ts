import type { NeedUnit } from '../../domain/need.ts';
import type { Band } from '../../domain/assessment-steps.ts';
import type { PlainDate } from '../../domain/plain-date.ts';

/** What every letter says of itself, of the application it belongs to and of who is written to. */
export interface LetterHead {
  readonly allianceName: string;
  /** The letter's own number in the register, and its day. */
  readonly protocolNumber: string;
  readonly writtenOn: PlainDate;
  readonly application: { readonly protocolNumber: string; readonly receivedOn: PlainDate };
  readonly recipient: { readonly name: string; readonly address: string | null };
  /** Whom the application is for, when somebody else filed it. */
  readonly beneficiaryName: string | null;
  /** The officer responsible for the procedure (L. 241/1990 art. 5), who also signs. */
  readonly officerName: string;
  /** Where to read, ask and answer: the service's address. */
  readonly serviceUrl: string;
}

/** What somebody asked for, in whole units. */
export interface AskedNeed {
  readonly description: string;
  readonly unit: NeedUnit;
  readonly units: number;
}

export interface FundedNeed extends AskedNeed {
  readonly fundedUnits: number;
  readonly unitPriceCents: number;
  /** What the needs before it left of the household's cap. */
  readonly capLeftCents: number;
}

/** One block of the score, in words ready to print ("14", "22,5"). */
export interface ScoredBlock {
  readonly label: string;
  readonly points: string;
  readonly maxPoints: string;
}

/** How the decision came about: what the rules counted, and what a person decided and why. */
export interface Decided {
  readonly blocks: readonly ScoredBlock[];
  readonly scoreHundredths: number;
  readonly finalBand: Band;
  /** Who decided, by name: never a rule, and never whoever prepared the proposal. */
  readonly deciderName: string;
  /** The reasons given by whoever decided, in their words; paragraphs are separated by line ends. */
  readonly reason: string;
}

export type ReceiptLetter = LetterHead & {
  readonly kind: 'receipt';
  readonly needs: readonly AskedNeed[];
  readonly termEndsOn: PlainDate;
};

export type DocumentRequestLetter = LetterHead & {
  readonly kind: 'documentRequest';
  readonly documents: readonly string[];
  readonly dueOn: PlainDate;
};

export type GrantLetter = LetterHead &
  Decided & {
    readonly kind: 'grant';
    readonly amountCents: number;
    readonly needs: readonly FundedNeed[];
    readonly money: GrantMoney;
  };

/** Where the money of a grant stands on the day its letter is written. */
export type GrantMoney =
  | { readonly state: 'held' }
  /** The Fund cannot hold it yet: the award waits its turn, until that day at the latest. */
  | { readonly state: 'awaited'; readonly until: PlainDate }
  /** Somebody of the office has to look before it goes on. */
  | { readonly state: 'inReview' }
  /** It was given back already: a letter of its own says why. */
  | { readonly state: 'givenBack' };

export type RefusalLetter = LetterHead & Decided & { readonly kind: 'refusal' };

export type ClosureLetter = LetterHead & { readonly kind: 'closure'; readonly reason: string };

export type WithdrawalLetter = LetterHead & { readonly kind: 'withdrawal'; readonly withdrawnOn: PlainDate };

export type ReleaseLetter = LetterHead & {
  readonly kind: 'release';
  /** What was granted, and what of it goes back to the Fund now. */
  readonly amountCents: number;
  readonly releasedCents: number;
  /** What will not be delivered any more. */
  readonly needs: readonly AskedNeed[];
  readonly deciderName: string;
  readonly reason: string;
};

export type WaitingEndedLetter = LetterHead & {
  readonly kind: 'waitingEnded';
  readonly amountCents: number;
  /** The last day on which the award was on the waiting list. */
  readonly waitedUntil: PlainDate;
};

export type Letter =
  | ReceiptLetter
  | DocumentRequestLetter
  | GrantLetter
  | RefusalLetter
  | ClosureLetter
  | WithdrawalLetter
  | ReleaseLetter
  | WaitingEndedLetter;
