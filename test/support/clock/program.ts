import fc from 'fast-check';

/** What a throw-away workflow does; each step that leaves a record has a name of its own. */
export type Step =
  | { readonly kind: 'sleep'; readonly minutes: number; readonly name: string }
  | { readonly kind: 'parallel'; readonly names: readonly string[] }
  | { readonly kind: 'retry'; readonly failures: number; readonly name: string }
  | { readonly kind: 'nudge'; readonly minutes: number; readonly name: string }
  | { readonly kind: 'child'; readonly steps: readonly Step[] }
  | { readonly kind: 'continue' };

/** A record the program must leave, and at which minute of its own time. */
export interface Expected {
  readonly name: string;
  readonly minute: number;
}

const anyMinutes = fc.oneof(
  fc.integer({ min: 5, max: 600 }),
  fc.integer({ min: 1, max: 40 }).map((days) => days * 1440),
);

function anyStep(depth: number): fc.Arbitrary<Step> {
  const simple: fc.Arbitrary<Step>[] = [
    fc.record({ kind: fc.constant('sleep' as const), minutes: anyMinutes, name: fc.constant('') }),
    fc.record({
      kind: fc.constant('parallel' as const),
      names: fc.array(fc.constant(''), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant('retry' as const),
      failures: fc.integer({ min: 1, max: 3 }),
      name: fc.constant(''),
    }),
    fc.record({ kind: fc.constant('nudge' as const), minutes: anyMinutes, name: fc.constant('') }),
  ];
  if (depth > 0) {
    simple.push(fc.record({ kind: fc.constant('child' as const), steps: anySteps(depth - 1, 3) }));
    simple.push(fc.constant({ kind: 'continue' as const }));
  }
  return fc.oneof(...simple);
}

function anySteps(depth: number, maxLength: number): fc.Arbitrary<readonly Step[]> {
  return fc.array(anyStep(depth), { minLength: 1, maxLength });
}

/** Random programs, every record named by its place in the order in which the program leaves them. */
export const anyProgram: fc.Arbitrary<readonly Step[]> = anySteps(1, 6).map((steps) => {
  let count = 0;
  const named = (step: Step): Step => {
    const name = () => `record ${(count += 1)}`;
    if (step.kind === 'child') return { ...step, steps: step.steps.map(named) };
    if (step.kind === 'parallel') return { ...step, names: step.names.map(name) };
    return 'name' in step ? { ...step, name: name() } : step;
  };
  return steps.map(named);
});

/** When each record is due, by plain addition: the oracle knows nothing of Temporal. */
export function expectedRecords(
  steps: readonly Step[],
  startMinute = 0,
): { records: Expected[]; endMinute: number } {
  const records: Expected[] = [];
  let minute = startMinute;
  for (const step of steps) {
    if (step.kind === 'sleep' || step.kind === 'nudge') minute += step.minutes;
    // The first attempt fails at once, then 1, 2, 4 … minutes pass before the next.
    if (step.kind === 'retry') minute += 2 ** step.failures - 1;
    if (step.kind === 'parallel') records.push(...step.names.map((name) => ({ name, minute })));
    if ('name' in step) records.push({ name: step.name, minute });
    if (step.kind === 'child') {
      const child = expectedRecords(step.steps, minute);
      records.push(...child.records);
      minute = child.endMinute;
    }
  }
  return { records, endMinute: minute };
}
