import type { Page } from 'playwright-core';

/** To a screen as the menu leads there: opened first on a phone, and under its heading where the menu is long. */
export async function byMenu(page: Page, entry: string): Promise<void> {
  const menu = page.locator('#menu');
  await menu.waitFor({ state: 'attached' });
  const opener = page.getByRole('button', { name: 'Apri il menu' });
  if (await opener.isVisible()) await opener.click();
  const link = page.getByRole('link', { name: entry, exact: true, includeHidden: true });
  if (!(await menu.locator(link).isVisible()))
    await menu.locator('li', { has: link }).getByRole('button').click();
  await menu.locator(link).click();
}

/** Opens what waits for whoever has the role, where their work is listed. */
export async function openTask(page: Page, task: string): Promise<void> {
  await byMenu(page, 'Il mio lavoro');
  await page.getByRole('button', { name: 'Da prendere', exact: true }).click();
  await page.getByRole('link', { name: new RegExp(`^Apri: ${task}`) }).click();
}

/** Finds a task among those that wait for somebody, takes it, and goes where it is done. */
export async function takeUp(page: Page, task: string): Promise<void> {
  await byMenu(page, 'Il mio lavoro');
  await page.getByRole('link', { name: 'Guarda quelle da prendere' }).click();
  await page
    .getByRole('button', { name: `Prendi: ${task}` })
    .first()
    .click();
  await page.getByRole('link', { name: 'È tra le Sue' }).click();
  await openOwn(page, task);
}

/** Goes where a task that somebody has in hand is done. */
export async function openOwn(page: Page, task: string): Promise<void> {
  await page
    .getByRole('link', { name: `Apri: ${task}` })
    .first()
    .click();
}

export function follow(page: Page, link: string | RegExp): Promise<void> {
  return page.getByRole('link', { name: link, exact: true }).click();
}

export function press(page: Page, button: string): Promise<void> {
  return page.getByRole('button', { name: button, exact: true }).click();
}

/** What was done is said. */
export function told(page: Page, words: string): Promise<void> {
  return page.getByRole('status').filter({ hasText: words }).waitFor();
}
