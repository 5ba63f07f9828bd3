import { Worker } from 'node:worker_threads';
import type { Bytes } from '../vault/envelope.ts';

/** What opening a PDF as a reader would came to. */
export type PdfVerdict = 'readable' | 'locked' | 'empty' | 'broken';

const defaultTimeLimitMs = 15_000;
const memoryLimitMb = 256;

/**
 * Opens a PDF in a thread of its own, with limits on time and memory: the file comes from anybody, and one made
 * to keep a parser busy must not keep the service busy. A protection that needs no password to open (as on
 * attestations that public bodies issue) counts as readable.
 */
export async function inspectPdf(bytes: Bytes, timeLimitMs = defaultTimeLimitMs): Promise<PdfVerdict> {
  const worker = new Worker(new URL('./pdf-inspection-thread.ts', import.meta.url), {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: memoryLimitMb },
    stdout: true,
    stderr: true,
  });
  const limit = setTimeout(() => void worker.terminate(), timeLimitMs);
  try {
    return await new Promise<PdfVerdict>((resolve) => {
      worker.once('message', resolve);
      worker.once('error', () => resolve('broken'));
      worker.once('exit', () => resolve('broken'));
    });
  } finally {
    clearTimeout(limit);
    await worker.terminate();
  }
}
