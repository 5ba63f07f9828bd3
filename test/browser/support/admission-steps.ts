import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { mario } from '../../support/agreement-office.ts';
import { pdfNamed } from './application-steps.ts';
import { pressTwice } from './done-once.ts';
import { byMenu } from './walking.ts';

/** What the office and the representative do with an application, where they do it. */

/** Who is to sign is shown to whoever says why they look. */
export async function lookWhoSigns(page: Page): Promise<void> {
  await page.getByText('Nomi e codice fiscale di chi firma').click();
  await page.getByRole('button', { name: 'Mostra' }).first().click();
  await page.getByText(mario.taxCode).waitFor();
}

/** Takes on every obligation, finds what the application declared with it, and asks for the code. */
export async function takeOn(page: Page, durcIssuedOn: string): Promise<void> {
  const declared = {
    collectiveAgreementCode: 'T151',
    headcount: '40',
    law68Base: '24',
    disabledWorkersEmployed: '1',
    durcIssuedOn,
    riskAssessmentOn: '2026-01-10',
  };
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  for (const [field, said] of Object.entries(declared))
    expect(await page.locator(`#signing-${field}`).inputValue()).toBe(said);
  await page.getByLabel('Il Suo nome').fill(mario.name);
  await page.getByRole('button', { name: 'Mandatemi il codice' }).click();
  await page.getByText('Il codice è partito').waitFor();
}

/** Writes what is wrong at one step, and why. */
export async function objectTo(
  page: Page,
  { step, what }: { readonly step: string; readonly what: RegExp },
  why: string,
): Promise<void> {
  await page.getByLabel('Quale passo').selectOption(step);
  await page.getByRole('checkbox', { name: what }).check();
  await page.getByRole('textbox', { name: /Perché, e come/ }).fill(why);
}

/** What the candidate left to the office keeps the acceptance back until a caseworker has said it. */
export async function setLetters(page: Page): Promise<void> {
  await page.getByText('Prima di accogliere indichi').waitFor();
  await page.getByText('Indica le lettere', { exact: true }).click();
  await page.getByRole('checkbox', { name: /^f-bis/ }).check();
  await page.getByRole('button', { name: 'Salva le lettere' }).click();
  await page.getByText('può darlo come welfare per l’articolo 51 del TUIR: f-bis').waitFor();
}

/** Nobody accepts what they have not looked at, nor says so of what they did not open: told so, they open each. */
export async function lookAtPapers(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Accogli la richiesta' }).click();
  await page.getByText('Guardi il documento e lo confermi').first().waitFor();
  for (const seen of await page.getByRole('checkbox', { name: /L’ho guardato/ }).all())
    expect(await seen.isDisabled()).toBe(true);
  for (const show of await page.getByRole('button', { name: /^Guarda accanto/ }).all()) {
    const left = page.getByText('Prima lo apra, da «Guarda accanto»');
    const before = await left.count();
    await show.click();
    await expect.poll(() => left.count(), { timeout: 15_000 }).toBeLessThan(before);
  }
  for (const seen of await page.getByRole('checkbox', { name: /L’ho guardato/ }).all()) await seen.check();
}

export async function uploadSigned(page: Page, pdf: Uint8Array): Promise<void> {
  await page.getByLabel('Il file firmato').setInputFiles(pdfNamed('convenzione.pdf', pdf));
  await pressTwice(page, 'Carica il file firmato');
}

/** Whose code was used and whose session is over comes back by another invitation. */
export async function inviteAgain(page: Page, account: string): Promise<void> {
  await byMenu(page, 'Utenze');
  await page.getByLabel('Ruolo').selectOption('provider');
  await pressTwice(page, `Manda un nuovo invito: ${account}`);
  await page.getByText('Invito mandato per posta').waitFor();
}
