import { Loading } from './loading.tsx';
import { ProblemNotice } from './problem-notice.tsx';

export interface Reading {
  readonly data: unknown;
  readonly error: unknown;
  readonly refetch: () => Promise<unknown>;
}

/** What stands where something is read, until it is there: that it is coming, or why it is not. */
export function ReadStates({ of: reading }: { readonly of: Reading }) {
  if (reading.error) return <ProblemNotice error={reading.error} onAgain={() => void reading.refetch()} />;
  return reading.data === undefined ? <Loading /> : null;
}
