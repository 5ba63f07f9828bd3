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
 * Asks again for what depends on the topics. Tells whether something that was in sight came back different through
 * somebody else: what this page has just written itself, and what a process makes of it, is no news, nor is what was
 * only being fetched. What was opened once and is about the same thing is old from then on.
 */
export async function readAgain(queries: QueryClient, topics: ReadonlySet<string>): Promise<boolean> {
  const dependsOn = (query: Query, some: ReadonlySet<string>) =>
    topicsOf(query.queryKey[0]).some((topic) => some.has(topic));
  const byOthers = notByUs(topics);
  const inSight = queries.getQueryCache().findAll({
    type: 'active',
    predicate: (query) => dependsOn(query, byOthers) && query.state.data !== undefined,
  });
  const followed = inSight.filter(isReadAgain);
  const before = followed.map(({ state }) => state.data);
  await queries.invalidateQueries({
    predicate: (query) => isReadAgain(query) && dependsOn(query, topics),
  });
  const changed = followed.filter(({ state }, index) => state.data !== before[index]);
  for (const query of inSight)
    if (isOpenedOnce(query) && changed.some((other) => areOfTheSame(query, other))) query.invalidate();
  return changed.length > 0;
}

/** Whether two answers are about the same case, person or organisation: they were asked for with an id in common. */
function areOfTheSame(one: Query, other: Query): boolean {
  const ids = new Set(idsIn(one));
  return idsIn(other).some((id) => ids.has(id));
}

function idsIn({ queryKey }: Query): readonly string[] {
  return JSON.stringify(queryKey).match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [];
}

/** Asks again for everything that a clock may ask for. */
export async function readAllAgain(queries: QueryClient): Promise<void> {
  await queries.invalidateQueries({ predicate: isReadAgain });
}

/** Whether something in sight was opened once, and is another now. */
export function isOldInSight(queries: QueryClient): boolean {
  return queries
    .getQueryCache()
    .findAll({ type: 'active', predicate: isOpenedOnce })
    .some(({ state }) => state.isInvalidated && state.fetchStatus === 'idle');
}

/** Asks again for what is in sight, as its reader wishes. */
export async function readInSight(queries: QueryClient): Promise<void> {
  await queries.refetchQueries({ type: 'active' });
}
