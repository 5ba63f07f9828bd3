import type { Page } from 'playwright-core';
import { byMenu } from './walking.ts';
import { pin } from './purchases.ts';

/** Whoever has nobody at the till yet is led to where they are named. */
export async function openTill(page: Page): Promise<void> {
  await byMenu(page, 'Cassa');
  await page.getByRole('link', { name: 'Indichi chi sta alla cassa' }).click();
  await page.getByLabel('Nome con cui compare alla cassa').fill('Elena');
  await page.getByLabel('PIN scelto dalla persona').fill(pin);
  await page.getByRole('button', { name: 'Aggiungi', exact: true }).click();
  await page.getByRole('button', { name: 'L’ho consegnato' }).click();
  await byMenu(page, 'Cassa');
  await standAtTill(page);
}

export async function standAtTill(page: Page): Promise<void> {
  await page.getByLabel('PIN', { exact: true }).fill(pin);
  await page.getByRole('button', { name: 'Apri la cassa' }).click();
}

export async function hold(page: Page, code: string): Promise<void> {
  await page.getByLabel('Codice del buono').fill(code);
  await page.getByRole('button', { name: 'Verifica il buono' }).click();
  await page.getByRole('heading', { name: 'Buono valido' }).waitFor();
}
