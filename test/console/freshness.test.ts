import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

/** Its modules are the browser's: their types are checked with the console. */
const folder = '../../console/client';
const { readAgain, standsStill } = (await import(`${folder}/freshness.ts`)) as {
  readonly readAgain: (queries: QueryClient, topics: ReadonlySet<string>) => Promise<boolean>;
  readonly standsStill: (queries: QueryClient) => boolean;
};
const { noteWrite } = (await import(`${folder}/own-writes.ts`)) as {
  readonly noteWrite: (method: string, template: string) => void;
};

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A case in sight that reads differently each time. */
async function caseInSight(): Promise<() => Promise<boolean>> {
  const queries = new QueryClient();
  let reads = 0;
  const options = {
    queryKey: ['getAssessment'],
    queryFn: () => Promise.resolve({ reads: (reads += 1) }),
  };
  new QueryObserver(queries, options).subscribe(() => undefined);
  await queries.refetchQueries();
  return () => readAgain(queries, new Set(['cases']));
}

it('tells of what others change, and not of what a process makes of one’s own write', async () => {
  const isNews = await caseInSight();
  expect(await isNews()).toBe(true);
  noteWrite('GET', '/v1/assessments');
  expect(await isNews()).toBe(true);
  noteWrite('POST', '/v1/assessments');
  expect(await isNews()).toBe(false);
  vi.advanceTimersByTime(20_000);
  expect(await isNews()).toBe(false);
  vi.advanceTimersByTime(11_000);
  expect(await isNews()).toBe(true);
});

it('tells of what others change beside something else that one wrote', async () => {
  // Long after what the test before wrote.
  vi.setSystemTime(Date.now() + 3_600_000);
  const isNews = await caseInSight();
  noteWrite('POST', '/v1/tasks/{taskId}/claim');
  vi.advanceTimersByTime(5_000);
  expect(await isNews()).toBe(true);
});

it('holds for standing still what its reader alone opens again, and no name', async () => {
  vi.stubGlobal('document', { activeElement: null });
  const queries = new QueryClient();
  const see = (queryKey: string, meta: Record<string, boolean>) =>
    new QueryObserver(queries, { queryKey: [queryKey], queryFn: () => 1, meta }).subscribe(() => undefined);
  see('getOrganisation', { lasting: true });
  await queries.refetchQueries();
  expect(standsStill(queries)).toBe(false);
  see('openDossier', { once: true });
  expect(standsStill(queries)).toBe(true);
  vi.unstubAllGlobals();
});
