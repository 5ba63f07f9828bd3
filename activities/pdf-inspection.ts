import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const verdicts = ['readable', 'locked', 'empty', 'broken'] as const;

/** What opening a PDF as a reader would came to. */
export type PdfVerdict = (typeof verdicts)[number];

const memoryLimitMb = 256;
const defaultTimeLimitMs = 15_000;
const script = fileURLToPath(new URL('./pdf-inspection-process.ts', import.meta.url));

/**
 * Opens a PDF in a process of its own, with limits on time and memory and without our settings: the file comes
 * from anybody, and one made to swell or to keep a parser busy must not take the service with it (in a thread it
 * did: V8 ends the whole process). A protection that needs no password to open, as on attestations that public
 * bodies issue, counts as readable.
 */
export async function inspectPdf(bytes: Uint8Array, timeLimitMs = defaultTimeLimitMs): Promise<PdfVerdict> {
  const child = spawn(process.execPath, [`--max-old-space-size=${memoryLimitMb}`, script], {
    env: {},
    stdio: ['pipe', 'pipe', 'ignore'],
    timeout: timeLimitMs,
    killSignal: 'SIGKILL',
  });
  // A process that gave up does not read to the end; its silence is the answer.
  child.stdin.on('error', () => undefined);
  child.stdin.end(bytes);
  const answer = await text(child.stdout);
  return verdicts.find((verdict) => verdict === answer) ?? 'broken';
}
