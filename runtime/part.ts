import { StartError } from './start-error.ts';

/** What the processes under the supervisor tell it. Nothing is told back: when the link is cut, they end. */
export type PartMessage =
  | { readonly kind: 'progress'; readonly line: string }
  | { readonly kind: 'ready'; readonly found: Readonly<Record<string, string>> }
  | { readonly kind: 'failed'; readonly reason: string };

/** Tells the supervisor, if there is one, and says whether it was there to be told. */
export function tell(message: PartMessage): boolean {
  if (process.send === undefined || !process.connected) return false;
  process.send(message);
  return true;
}

/**
 * Ends this process after an error: to the supervisor or on stderr, one sentence where the error is one,
 * otherwise with its stack. The exit code is 1.
 */
export function fail(error: unknown): void {
  const sentence = sentenceOf(error);
  const reason = sentence ?? (error instanceof Error ? error.message : String(error));
  const isTold = tell({ kind: 'failed', reason });
  if (sentence === undefined) console.error(error);
  else if (!isTold) console.error(sentence);
  process.exitCode = 1;
  if (process.connected) process.disconnect();
}

/** The sentence for the person at the keyboard; undefined for an error that nobody foresaw. */
export function sentenceOf(error: unknown): string | undefined {
  if (error instanceof StartError) return error.message;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC') return 'The disk is full: free at least 300 MB and start again.';
  return undefined;
}
