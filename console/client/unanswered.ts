import { call, type Answer, type Call, type Operation } from './call.ts';
import { isAnswered } from './problem.ts';

/** For how long what was never answered is taken for the same request when it is sent again. */
const SAME_FOR_MS = 60 * 60_000;

/** Sends a write, under the key that it had when it was sent before and not answered. */
export type Write = <O extends Operation>(operation: O, given: Call<O>) => Promise<Answer<O>>;

/**
 * Writes that are one step to whoever takes it. Taken again because an answer was lost, took long, or the page was
 * loaded anew, what was done of it is not done twice.
 *
 * @throws ProblemError as soon as one is refused, goes wrong, or is not answered
 */
export async function inOneStep<T>(work: (write: Write) => Promise<T>): Promise<T> {
  const done: (() => void)[] = [];
  const result = await work(async (operation, given) => {
    const { key, forget } = await keyOf(operation, given);
    try {
      const answer = await call(operation, { ...given, key });
      done.push(forget);
      return answer;
    } catch (error) {
      if (isAnswered(error)) forget();
      throw error;
    }
  });
  for (const forget of done) forget();
  return result;
}

/** What is signed with a PIN, of which a million are tried in a moment, leaves not even a fingerprint in the tab. */
const inThisPage = new Map<string, string>();
const ofPage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = {
  getItem: (place) => inThisPage.get(place) ?? null,
  setItem: (place, kept) => void inThisPage.set(place, kept),
  removeItem: (place) => void inThisPage.delete(place),
};

function isSigned(given: unknown): boolean {
  const { body } = given as { readonly body?: unknown };
  return typeof body === 'object' && body !== null && 'pin' in body;
}

/** It stays in this tab with nothing of what was written but a fingerprint. */
async function keyOf(operation: string, given: unknown): Promise<{ key: string; forget: () => void }> {
  const storage = isSigned(given) ? ofPage : sessionStorage;
  const place = `unanswered/${await fingerprint(`${operation} ${said(given)}`)}`;
  const kept = JSON.parse(storage.getItem(place) ?? 'null') as { key: string; at: number } | null;
  const key = kept && Date.now() - kept.at < SAME_FOR_MS ? kept.key : crypto.randomUUID();
  storage.setItem(place, JSON.stringify({ key, at: Date.now() }));
  return { key, forget: () => storage.removeItem(place) };
}

async function fingerprint(words: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(words));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function said(given: unknown): string {
  return JSON.stringify(given, (_name, value: unknown) =>
    value instanceof File ? `${value.name} ${value.size} ${value.lastModified}` : value,
  );
}
