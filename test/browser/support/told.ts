import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** What was just done is said, and has the focus. */
export async function toldOf(page: Page, words: string | RegExp): Promise<void> {
  const notice = page.getByRole('status').filter({ hasText: words });
  await notice.waitFor();
  expect(await focused(page)).toBe(await notice.innerText());
}

export function focused(page: Page): Promise<string> {
  return page.evaluate('document.activeElement.innerText');
}

/** What is wrong is said on top too, and leads to where it is. */
export async function leadsTo(page: Page, label: string, words: string | RegExp): Promise<void> {
  await page.getByRole('alert').getByRole('link', { name: words }).press('Enter');
  // Where it leads to another page, what is called so may be something else until then.
  const isThere = async () => {
    const field = await page.getByLabel(label).getAttribute('id');
    return field !== null && field === (await page.locator(':focus').getAttribute('id'));
  };
  await expect.poll(isThere).toBe(true);
}

/** What is wrong is said where it is, for eyes and for screen readers. */
export async function faultAt(page: Page, label: string, words: string): Promise<void> {
  const field = page.getByLabel(label);
  await page.locator('.console-error', { hasText: words }).first().waitFor();
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  const described = (await field.getAttribute('aria-describedby'))!.split(' ');
  const said = await Promise.all(described.map((id) => page.locator(`[id="${id}"]`).innerText()));
  expect(said.join(' ')).toContain(words);
}
