import { refusalKinds, type RefusalCode } from './refusal-codes.ts';
import type { Text } from './text.ts';
import type { SplitUnits } from './unit-splitting.ts';
import type { UseReason } from './voucher-use.ts';

/** One field that is wrong, by JSON pointer, and what to do about it. */
export interface FieldError {
  readonly pointer: string;
  readonly message: Text;
}

export interface RefusalDetail {
  readonly detail: Text;
  readonly errors?: readonly FieldError[];
  /** What the caller may do instead, as operation names. */
  readonly possible?: readonly string[];
  readonly facts?: readonly string[];
  /** What is there already, for whoever may open it: ids only. */
  readonly matchIds?: readonly string[];
  /** Why the law says no to a voucher: each with its rule and what is lawful instead. */
  readonly reasons?: readonly UseReason[];
  /** What can be ordered instead: whole units by voucher, the others with one's own money. */
  readonly split?: SplitUnits;
  /** A fuller detail that tells something about a household: sealed with the case, and gone when it is erased. */
  readonly sealedDetail?: { readonly assessmentId: string; readonly base64: string };
}

/**
 * A business "no". Thrown inside a transaction it rolls everything back; it is then stored as the answer to the
 * request and travels as problem+json (RFC 9457). Never an accident: those are plain errors.
 */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly status: number;
  readonly refusal: RefusalDetail;

  constructor(code: RefusalCode, refusal: RefusalDetail) {
    super(`${code}: ${refusal.detail.en}`);
    this.name = 'Refusal';
    this.code = code;
    this.status = refusalKinds[code].status;
    this.refusal = refusal;
  }
}

/** 404 alike for what does not exist and for what belongs to somebody else. */
export function notFound(what: Text): Refusal {
  return new Refusal('notFound', {
    detail: {
      it: `${what.it}: non esiste o non è visibile a Lei.`,
      en: `${what.en}: it does not exist or is not yours to see.`,
    },
  });
}
