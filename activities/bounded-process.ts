import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { Refusal } from '../domain/refusal.ts';

const memoryLimitMb = 256;
const defaultTimeLimitMs = 15_000;

/** How many files are looked into at a time, each a process of its own, and how many may stand in line for it. */
const mostAtOnce = 2;
const mostWaiting = 8;

/**
 * Looks into a file in a process of its own, with limits on time and memory and without our settings: the file comes
 * from anybody, and one made to swell or to keep a parser busy must not take the service with it (in a thread it
 * did: V8 ends the whole process).
 *
 * @returns what the script wrote; of one that was stopped or gave up, nothing
 */
export async function inBoundedProcess(
  script: URL,
  input: Uint8Array,
  timeLimitMs = defaultTimeLimitMs,
): Promise<string> {
  return inTurn(async () => {
    const child = spawn(process.execPath, [`--max-old-space-size=${memoryLimitMb}`, fileURLToPath(script)], {
      env: {},
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: timeLimitMs,
      killSignal: 'SIGKILL',
    });
    // A process that gave up does not read to the end; its silence is the answer.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    const ended = once(child, 'close').catch(() => {
      throw notNow();
    });
    const [answer, [, signal]] = await Promise.all([text(child.stdout), ended]);
    // Killed, and not by the time limit: the machine is out of memory, which says nothing about the file.
    if (signal === 'SIGKILL' && !child.killed) throw notNow();
    return answer;
  });
}

let running = 0;
const waiting: (() => void)[] = [];

/** Many uploads at once wait a little, in the order they came; more than can be served soon are sent away. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running < mostAtOnce) running += 1;
  else if (waiting.length < mostWaiting) await new Promise<void>((resolve) => waiting.push(resolve));
  else throw notNow();
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

function notNow(): Refusal {
  return new Refusal('temporarilyUnavailable', {
    detail: {
      it: 'Ora non si riesce a controllare il documento. Riprovi tra qualche secondo: la stessa richiesta, con la stessa chiave.',
      en: 'The document cannot be looked into just now. Try again in a few seconds: the same request, with the same key.',
    },
    facts: ['inspection'],
  });
}
