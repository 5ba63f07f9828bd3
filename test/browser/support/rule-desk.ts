import type { Page } from 'playwright-core';
import { press } from './walking.ts';

export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

/** One of the parts of a version. */
export function part(page: Page, name: string): Promise<void> {
  return page
    .getByRole('navigation', { name: 'Parti della versione' })
    .getByRole('link', { name, exact: true })
    .click();
}

/** The cell of the ISEE's limit, as it is compared. */
export async function compareWith(page: Page, words: string): Promise<void> {
  await part(page, 'Tabella');
  await button(page, /^ISEE entro il limite, ISEE/).click();
  await page.getByRole('dialog').getByLabel('Confronto').selectOption({ label: words });
  await press(page, 'Fatto');
}

export async function save(page: Page): Promise<void> {
  await press(page, 'Salva la bozza');
  await page.getByText('Bozza salvata e controllata').waitFor();
}

/** A cell, an outcome and a parameter, each changed and put back by its dialog. */
export async function leaveAsItWas(page: Page): Promise<void> {
  await part(page, 'Tabella');
  await button(page, /^ISEE entro il limite, ISEE/).click();
  await page.getByRole('dialog').getByLabel('Confronto').selectOption({ label: 'è meno di (o prima di)' });
  await button(page, 'Annulla, lascia com’era').click();
  await button(page, /^ISEE entro il limite, ISEE[^:]*: al massimo/).waitFor();

  await button(page, /^ISEE entro il limite, Esito/).click();
  await page.getByRole('dialog').getByRole('textbox').first().fill('un altro motivo');
  await button(page, 'Annulla, lascia com’era').click();
  await page.getByText('un altro motivo').waitFor({ state: 'detached' });

  await part(page, 'Parametri');
  await button(page, 'Modifica: parte del tetto per fascia finale').click();
  await page.getByLabel('Valore di «molto alta»').fill('90');
  await button(page, 'Annulla, lascia com’era').click();
  await page.getByText('molto alta: 100 %').waitFor();
}
