import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Somebody loads a page anew in which something stands unsent, is asked by the browser, and stays. */
export async function staysWhenAsked(page: Page): Promise<void> {
  const asked = page.waitForEvent('dialog');
  await page.evaluate('void setTimeout(() => location.reload())');
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
}
