import { inBoundedProcess } from './bounded-process.ts';

const verdicts = ['readable', 'locked', 'empty', 'broken'] as const;

/** What opening a PDF as a reader would came to. */
export type PdfVerdict = (typeof verdicts)[number];

const script = new URL('./pdf-inspection-process.ts', import.meta.url);

/**
 * Opens a PDF as a reader would. A protection that needs no password to open, as on attestations that public bodies
 * issue, counts as readable.
 */
export async function inspectPdf(bytes: Uint8Array, timeLimitMs?: number): Promise<PdfVerdict> {
  const answer = await inBoundedProcess(script, bytes, timeLimitMs);
  return verdicts.find((verdict) => verdict === answer) ?? 'broken';
}
