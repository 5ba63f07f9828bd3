import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

/** Its modules are the browser's: their types are checked with the console. */
const folder = '../../console/client';
const { readAgain, isOldInSight } = (await import(`${folder}/freshness.ts`)) as {
  readonly readAgain: (queries: QueryClient, topics: ReadonlySet<string>) => Promise<boolean>;
  readonly isOldInSight: (queries: QueryClient) => boolean;
};
const { noteWrite } = (await import(`${folder}/own-writes.ts`)) as {
  readonly noteWrite: (method: string, template: string) => void;
};

let hours = 0;
beforeEach(() => {
  vi.useFakeTimers();
  // Long after what the test before wrote.
  vi.setSystemTime(Date.now() + (hours += 1) * 3_600_000);
});
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
  const isNews = await caseInSight();
  noteWrite('POST', '/v1/tasks/{taskId}/claim');
  vi.advanceTimersByTime(5_000);
  expect(await isNews()).toBe(true);
});

it('takes nothing for news that was only being fetched', async () => {
  const queries = new QueryClient();
  let answer: (value: object) => void = () => undefined;
  const queryFn = () => new Promise<object>((resolve) => (answer = resolve));
  new QueryObserver(queries, { queryKey: ['getAssessment'], queryFn }).subscribe(() => undefined);
  const isNews = readAgain(queries, new Set(['cases']));
  await vi.advanceTimersByTimeAsync(0);
  answer({ state: 'registered' });
  expect(await isNews).toBe(false);
});

describe('what is opened once', () => {
  const one = '0190a0a0-0000-7000-8000-000000000001';
  const other = '0190a0a0-0000-7000-8000-000000000002';

  /** Read in sight, beside a dossier that was opened once. */
  async function dossierBeside(operation: string, assessmentId: string, read: () => object) {
    const queries = new QueryClient();
    let openings = 0;
    const see = (options: ConstructorParameters<typeof QueryObserver>[1]) =>
      new QueryObserver(queries, options).subscribe(() => undefined);
    see({
      queryKey: ['openDossier', { params: { assessmentId: one } }],
      queryFn: () => ({ openings: (openings += 1) }),
      staleTime: Infinity,
      meta: { once: true },
    });
    see({ queryKey: [operation, { params: { assessmentId } }], queryFn: read });
    await vi.advanceTimersByTimeAsync(10);
    return { queries, openings: () => openings };
  }

  let reads = 0;
  const anew = () => ({ reads: (reads += 1) });

  it('is old when its case reads differently, is opened by nobody else, and new once opened', async () => {
    const { queries, openings } = await dossierBeside('getAssessment', one, anew);
    expect(isOldInSight(queries)).toBe(false);
    await readAgain(queries, new Set(['cases']));
    expect([isOldInSight(queries), openings()]).toEqual([true, 1]);
    await queries.refetchQueries({ type: 'active' });
    expect([isOldInSight(queries), openings()]).toEqual([false, 2]);
  });

  it('is not old when another case changes, its case reads as before, or something else of it changed', async () => {
    const same = { state: 'registered' };
    for (const [operation, id, read, topic] of [
      ['getAssessment', other, anew, 'cases'],
      ['getAssessment', one, () => same, 'cases'],
      ['getAssessment', one, anew, 'awards'],
      ['getTask', one, anew, 'tasks'],
    ] as const) {
      const { queries } = await dossierBeside(operation, id, read);
      await readAgain(queries, new Set([topic]));
      expect(isOldInSight(queries)).toBe(false);
    }
  });
});
