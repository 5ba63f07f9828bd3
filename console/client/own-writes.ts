import { topicsBehind } from '../../domain/change-topics.ts';

/** What a process brings later comes within this time: a receipt, the file of a batch, a letter. */
const EFFECT_MS = 30_000;
/** And for so long nothing at all is taken for somebody else's. */
const MOMENT_MS = 3_000;

const writes = new Map<string, number>();

/** Remembers that this page has written at an address just now. */
export function noteWrite(method: string, template: string): void {
  if (method !== 'GET') writes.set(template, Date.now());
}

/** Those of the topics that nothing this page has written lately accounts for. */
export function notByUs(topics: ReadonlySet<string>): ReadonlySet<string> {
  const now = Date.now();
  const recent = [...writes].filter(([, at]) => now - at < EFFECT_MS);
  if (recent.some(([, at]) => now - at < MOMENT_MS)) return new Set();
  const own = new Set<string>(recent.flatMap(([template]) => topicsBehind(template)));
  return new Set([...topics].filter((topic) => !own.has(topic)));
}
