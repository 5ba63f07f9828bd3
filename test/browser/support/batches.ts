import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { byMenu } from './walking.ts';

/** By an officer of the Fund, who is left before the batch; its code. */
export async function drawUp(page: Page): Promise<string> {
  await byMenu(page, 'Pagamenti');
  await page.getByRole('button', { name: 'Prepara la distinta' }).dblclick();
  const heading = page.getByRole('heading', { level: 1, name: /Distinta LP-/ });
  await heading.waitFor();
  // Whoever drew it up is not offered to approve it.
  expect(await page.getByRole('button', { name: 'Approva la distinta' }).count()).toBe(0);
  return /LP-[\d-]+/.exec(await heading.innerText())![0];
}

/** By somebody else than whoever drew it up. */
export async function approve(page: Page, code: string): Promise<void> {
  await openBatch(page, code);
  await page.getByRole('button', { name: 'Approva la distinta' }).click();
  await page.getByRole('button', { name: /^Sì, approvala/ }).dblclick();
  await page.getByText('Approvata', { exact: true }).waitFor();
}

export async function openBatch(page: Page, code: string): Promise<void> {
  await byMenu(page, 'Pagamenti');
  await page.getByRole('link', { name: new RegExp(`^Distinta ${code}`) }).click();
}

/** Sent to be paid, looked at anew, and the bank's file saved. */
export async function exported(page: Page): Promise<string> {
  await page.reload();
  await page.getByRole('button', { name: 'Prepara il file per la banca' }).dblclick();
  return savedBy(page, 'Salva il file per la banca');
}

/** The text of the file that a button saves. */
export async function savedBy(page: Page, name: string): Promise<string> {
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name }).click();
  return readFile(await (await saving).path(), 'utf8');
}
