import { glob } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { readHistory, replayHistories, type HistoryJson } from '../cli/histories.ts';
import { openLog } from '../runtime/log.ts';
import { installTemporalLog } from '../runtime/temporal-log.ts';
import { keyRingFromSetting } from '../vault/keys.ts';
import * as workflows from '../workflows/index.ts';
import { workflowBundle } from '../runtime/workflow-bundle.ts';
import { historiesKey } from './holds/support/recorded.ts';

// Recorded by `RECORD_HISTORIES=1 npx vitest run test/holds`, and only again when a workflow is to do something else.
const folder = fileURLToPath(new URL('./histories/', import.meta.url));
const log = openLog({ logLevel: 'silent' });
const ring = keyRingFromSetting(historiesKey);

interface Recorded {
  readonly workflowId: string;
  readonly history: HistoryJson;
}

let recorded: Recorded[];
beforeAll(async () => {
  installTemporalLog(log);
  const names: string[] = [];
  for await (const name of glob('*/*.json', { cwd: folder })) names.push(name);
  recorded = await Promise.all(
    names
      .toSorted()
      .map(async (name) => ({ workflowId: name, history: await readHistory(`${folder}${name}`) })),
  );
});

describe('the recorded histories', () => {
  it('tell of every workflow there is', () => {
    const told = recorded.map(({ history }) => typeOf(history));
    expect(new Set(told)).toEqual(new Set(Object.keys(workflows)));
  });

  it('replay on the code of today', async () => {
    const errors = await replayHistories(ring, await workflowBundle({ log }), recorded);
    const failed = recorded.flatMap(({ workflowId }, index) =>
      errors[index] ? [`${workflowId}: ${errors[index].message}`] : [],
    );
    expect(failed).toEqual([]);
    expect(errors).toHaveLength(recorded.length);
    console.log(`${errors.length} histories replayed`);
  });

  it('do not replay once they tell of another activity, or of an activity for a timer', async () => {
    const altered = recorded.flatMap(({ workflowId, history }) =>
      [withOtherActivity(history), withActivityForTimer(history)].flatMap((changed) =>
        changed ? [{ workflowId: `altered ${workflowId}`, history: changed }] : [],
      ),
    );
    const errors = await replayHistories(ring, await workflowBundle({ log }), altered);
    expect(errors).toHaveLength(altered.length);
    for (const error of errors) expect(error?.name).toBe('DeterminismViolationError');
    console.log(`${errors.length} altered histories refused`);
  });
});

function typeOf({ events }: HistoryJson): string {
  return namedIn(events[0]!, 'workflowExecutionStartedEventAttributes')['workflowType']!.name;
}

/** As if the code had asked for another activity at its last step. */
function withOtherActivity(history: HistoryJson): HistoryJson | undefined {
  const attributes = 'activityTaskScheduledEventAttributes';
  return change(history, attributes, (event) => ({
    ...event,
    [attributes]: { ...namedIn(event, attributes), activityType: { name: 'somethingElse' } },
  }));
}

/** As if the code had asked for an activity where it now goes to sleep. */
function withActivityForTimer(history: HistoryJson): HistoryJson | undefined {
  const activity = { activityId: '999', activityType: { name: 'somethingElse' } };
  return change(history, 'timerStartedEventAttributes', () => ({
    eventType: 'EVENT_TYPE_ACTIVITY_TASK_SCHEDULED',
    activityTaskScheduledEventAttributes: activity,
  }));
}

type Event = HistoryJson['events'][number];

/** Changes the last event that has these attributes; undefined when there is none. */
function change(
  { events }: HistoryJson,
  attributes: string,
  other: (event: Event) => Event,
): HistoryJson | undefined {
  const last = events.findLastIndex((event) => attributes in event);
  if (last < 0) return undefined;
  const { eventId, eventTime } = events[last]!;
  return { events: events.with(last, { eventId, eventTime, ...other(events[last]!) }) };
}

function namedIn(event: Event, attributes: string) {
  return event[attributes] as Record<string, { name: string } | undefined>;
}
