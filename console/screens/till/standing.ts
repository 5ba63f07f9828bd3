import type { Answer } from '../../client/call.ts';
import { ProblemError } from '../../client/problem.ts';

export type TillUser = Answer<'listTillUsers'>['items'][number];
export type Hold = Answer<'getHold'>;
export type Receipt = Answer<'captureHold'>;

export function isRefusedAs(error: unknown, name: 'pin-not-valid' | 'holder-mismatch'): boolean {
  return error instanceof ProblemError && error.problem.type === `urn:reciproca:problem:${name}`;
}
