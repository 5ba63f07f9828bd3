import type { Page } from 'playwright-core';

/** To a screen as the menu leads there: opened first on a phone, and under its heading where the menu is long. */
export async function byMenu(page: Page, section: string): Promise<void> {
  const menu = page.locator('#menu');
  await menu.waitFor({ state: 'attached' });
  const opener = page.getByRole('button', { name: 'Apri il menu' });
  if (await opener.isVisible()) await opener.click();
  const link = page.getByRole('link', { name: section, exact: true, includeHidden: true });
  if (!(await menu.locator(link).isVisible()))
    await menu.locator('li', { has: link }).getByRole('button').click();
  await menu.locator(link).click();
}
