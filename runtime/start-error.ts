/**
 * A start that cannot go on, for a reason the person at the keyboard can mend. The message is one sentence
 * that says what to do; it is printed as it stands, without a stack, and the process exits with 1.
 */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** The `code` of a system error (`ENOENT`, `EACCES` …), or undefined for any other value. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
