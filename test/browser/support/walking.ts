import type { Page } from 'playwright-core';

/** Goes where the menu leads: under a heading that opens, where the menu is long. */
export async function byMenu(page: Page, entry: string, heading?: string): Promise<void> {
  const menu = page.getByRole('navigation', { name: 'Sezioni' });
  if (heading) await menu.getByRole('button', { name: heading, exact: true }).click();
  await menu.getByRole('link', { name: entry, exact: true }).click();
}

/** Opens what waits for whoever has the role, where their work is listed. */
export async function openTask(page: Page, task: string): Promise<void> {
  await byMenu(page, 'Il mio lavoro');
  await page.getByRole('button', { name: 'Da prendere', exact: true }).click();
  await page.getByRole('link', { name: new RegExp(`^Apri: ${task}`) }).click();
}
