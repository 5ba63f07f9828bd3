import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { SkippingStack } from '../../holds/support/time-skipping.ts';

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

async function timesDone(stack: SkippingStack, action: string): Promise<number> {
  const sara = await stack.as('Sara');
  return (await sara.get(`/v1/audit?action=${action}&limit=200`)).body.items.length as number;
}
