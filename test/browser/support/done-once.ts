import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { SkippingStack } from '../../holds/support/time-skipping.ts';
import type { Stack } from '../../support/stack.ts';

export async function pressTwice(page: Page, button: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: button }).dblclick();
}

/** What was pressed is gone once it is done. */
export async function pressAway(page: Page, button: string): Promise<void> {
  await pressTwice(page, button);
  await page.getByRole('button', { name: button }).waitFor({ state: 'detached' });
}

/** However often it was pressed, the audit trail has it once more than before. */
export function countingOn(stack: SkippingStack) {
  const once = async (action: string, work: () => Promise<void>) => {
    const before = await timesDone(stack, action);
    await work();
    await stack.clock.quiet();
    expect((await timesDone(stack, action)) - before, action).toBe(1);
  };
  /** Pressed twice, done once, and told. */
  const onceTold = (action: string, page: Page, button: string | RegExp, told: string) =>
    once(action, async () => {
      await pressTwice(page, button);
      await page.getByText(told).first().waitFor();
    });
  return { once, onceTold };
}

/** Each of these was done once to this, as the trail of who did what tells. */
export async function wereDoneOnce(
  stack: Pick<Stack, 'as'>,
  subjectId: string,
  ...actions: readonly string[]
): Promise<void> {
  for (const action of actions) expect(await timesDone(stack, action, subjectId), action).toBe(1);
}

export async function timesDone(
  { as }: Pick<Stack, 'as'>,
  action: string,
  subjectId?: string,
): Promise<number> {
  const about = subjectId ? `&subjectId=${subjectId}` : '';
  const { body } = await (await as('Sara')).get(`/v1/audit?action=${action}&limit=200${about}`);
  return body.items.length as number;
}
