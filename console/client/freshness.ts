import type { Query, QueryClient } from '@tanstack/react-query';
import { topicsBehind } from '../../domain/change-topics.ts';
import { roads } from './generated/operations.ts';
import { notByUs } from './own-writes.ts';
import { isOutOfReach } from './problem.ts';

/** What others change is asked for again this often where nothing announces it. */
const REFRESH_MS = 15_000;
/** And this often where changes are told, should one have been missed. */
const SAFETY_MS = 5 * 60_000;
/** And what nobody answered, this often: that somebody answers again, nobody tells. */
const TRY_AGAIN_MS = 5_000;

let areTold = false;

export function tellFreshness(isTold: boolean): void {
  areTold = isTold;
}

/** After how long an operation is asked again that was answered so. */
export function refreshAfter(operation: string, error: unknown): number {
  if (isOutOfReach(error)) return TRY_AGAIN_MS;
  return areTold && topicsOf(operation).length > 0 ? SAFETY_MS : REFRESH_MS;
}

function topicsOf(operation: unknown): readonly string[] {
  const road = (roads as Readonly<Record<string, string>>)[String(operation)];
  return road ? topicsBehind(road.split(' ')[1]!) : [];
}

/** What leaves a row in the audit trail each time it is opened is opened again by nobody but its reader. */
function isOpenedOnce(query: Query): boolean {
  return query.meta?.['once'] === true;
}

function isReadAgain(query: Query): boolean {
  return !isOpenedOnce(query) && query.meta?.['lasting'] !== true;
}

/**
 * Asks again for what depends on the topics. Tells whether something in sight came back different through somebody
 * else: what this page has just written itself, and what a process makes of it, is no news.
 */
export async function readAgain(queries: QueryClient, topics: ReadonlySet<string>): Promise<boolean> {
  const dependsOn = (query: Query, some: ReadonlySet<string>) =>
    isReadAgain(query) && topicsOf(query.queryKey[0]).some((topic) => some.has(topic));
  const byOthers = notByUs(topics);
  const inSight = queries
    .getQueryCache()
    .findAll({ type: 'active', predicate: (query) => dependsOn(query, byOthers) });
  const before = inSight.map(({ state }) => state.data);
  await queries.invalidateQueries({ predicate: (query) => dependsOn(query, topics) });
  return inSight.some(({ state }, index) => state.data !== before[index]);
}

/** Asks again for everything that a clock may ask for. */
export async function readAllAgain(queries: QueryClient): Promise<void> {
  await queries.invalidateQueries({ predicate: isReadAgain });
}

/** Whether something in sight does not follow by itself: it was opened once, or somebody is writing. */
export function standsStill(queries: QueryClient): boolean {
  const { activeElement } = document;
  const isWriting = activeElement?.matches('main form :is(input, select, textarea)') ?? false;
  return isWriting || queries.getQueryCache().findAll({ type: 'active', predicate: isOpenedOnce }).length > 0;
}

/** Asks again for what is in sight, as its reader wishes. */
export async function readInSight(queries: QueryClient): Promise<void> {
  await queries.refetchQueries({ type: 'active' });
}
