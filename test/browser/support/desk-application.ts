import type { Page } from 'playwright-core';
import type { CaseHousehold } from '../../holds/support/households.ts';
import { byMenu } from './walking.ts';

/** From the list of cases to what is needed: Lucia stands at the desk, and asks for herself. */
export async function beginForLucia(page: Page): Promise<void> {
  await byMenu(page, 'Valutazioni');
  await page.getByRole('link', { name: 'Inizia una valutazione' }).click();
  await page.getByLabel('Codice fiscale o nome').fill('Lucia Lariceti');
  await page.getByRole('button', { name: 'Cerca', exact: true }).click();
  await page
    .getByRole('button', { name: /^Scegli/ })
    .first()
    .click();
  await page.getByLabel(/, per sé$/).check();
  await goOn(page);
}

/** Two hours of something else than nursery and home care, at the provider whose clerk is a persona. */
export async function sayWhatIsNeeded(page: Page, household: CaseHousehold): Promise<void> {
  await page.getByLabel('Che cosa serve').fill('Nido, settimana intera');
  await page.getByLabel('Altro servizio').check();
  await page.getByLabel('Per chi', { exact: true }).selectOption(household.applicantId);
  await page.getByLabel('Fornitore', { exact: true }).selectOption(household.providerId);
  await page.getByLabel('Unità di misura').selectOption('hour');
  await page.getByLabel('Quantità', { exact: true }).fill('2');
  await page.getByLabel('Prezzo per unità').fill('50,00');
}

/** Registers what was answered, goes from its receipt to its page, and says why its data are opened. */
export async function register(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Registra la domanda' }).dblclick();
  await page.getByText('Numero di protocollo').waitFor();
  const assessmentId = /cases\/([^/]+)\/receipt/.exec(page.url())![1]!;
  await page.getByRole('link', { name: 'Vai alla pratica' }).click();
  await open(page);
  return assessmentId;
}

/** Says why, and reads. */
export function open(page: Page): Promise<void> {
  return page.getByRole('button', { name: 'Apri il fascicolo' }).click();
}

export function goOn(page: Page): Promise<void> {
  return page.getByRole('button', { name: 'Continua', exact: true }).click();
}
