import { expect } from 'vitest';
import type { SkippingStack } from '../../holds/support/time-skipping.ts';

/** However often it was pressed, the audit trail has it once more than before. */
export async function doneOnce(
  stack: SkippingStack,
  action: string,
  work: () => Promise<void>,
): Promise<void> {
  const before = await timesDone(stack, action);
  await work();
  await stack.clock.quiet();
  expect((await timesDone(stack, action)) - before, action).toBe(1);
}

async function timesDone(stack: SkippingStack, action: string): Promise<number> {
  const sara = await stack.as('Sara');
  return (await sara.get(`/v1/audit?action=${action}&limit=200`)).body.items.length as number;
}
