import type { ReasonCode } from '../../signatures/reasons.ts';

/** A file that somebody may send, and what is to be said of it. No reason: it is accepted. */
export interface Sample {
  readonly name: string;
  readonly file: Buffer;
  readonly reasons: readonly ReasonCode[];
  /** What `pdfsig` says of its signatures, where it is asked: it knows neither the original nor the person. */
  readonly secondOpinion?: 'valid' | 'invalid' | 'unsigned';
}
