import type { Page } from 'playwright-core';
import type { CaseHousehold } from '../../holds/support/households.ts';
import { isoToday } from '../../holds/support/journey.ts';
import { press, told } from './walking.ts';

const year = isoToday().slice(0, 4);

/** From any page of the case: what its forms say so far, and the way to each. */
export async function toForms(page: Page): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Parti della pratica' })
    .getByRole('link', { name: 'Moduli e riscontri' })
    .click();
}

/** The first of these forms that says nothing yet. */
export async function fillIn(page: Page, form: string): Promise<void> {
  await page
    .getByRole('link', { name: new RegExp(`^Compila: ${form}`) })
    .first()
    .click();
}

export async function record(page: Page, form: string): Promise<void> {
  await press(page, 'Registra');
  await told(page, `Registrato: ${form}`);
}

/** All that is asked of a household of which all are well and nothing else is: with at least 55 points. */
export async function fillDossier(page: Page, { members }: CaseHousehold): Promise<void> {
  for (const _ of members)
    await answer(page, 'Certificazione di disabilità', () => page.getByLabel('Nessuna').check());
  await answer(page, 'Autonomia accertata', () => note(page));
  await answer(page, 'Attestazione ISEE', () => copyIsee(page));
  await answer(page, 'Lavoro', async () => {
    await page.getByLabel('Perdita del lavoro').check();
    await page.getByLabel('Da quando').fill(isoToday());
    await note(page);
  });
  await answer(page, 'Casa', async () => {
    await page.getByRole('group', { name: 'C’è uno sfratto?' }).getByLabel('Sì').check();
    await page.getByLabel('Mesi di morosità').fill('6');
    await page.getByRole('group', { name: 'La casa è sovraffollata?' }).getByLabel('Sì').check();
    await note(page);
  });
  await answer(page, 'Rete di aiuto', async () => {
    await page.getByLabel('Assente').check();
    await note(page);
  });
  await answer(page, 'Chi assiste da solo', async () => {
    await page.getByLabel('Sì').check();
    await note(page);
  });
}

/** So many of the questions, from the first on. */
export async function answerPrisma(page: Page, count = 7): Promise<void> {
  await page.getByRole('button', { name: 'Registra', exact: true }).waitFor();
  const questions = await page.getByRole('group', { name: /\?$/ }).all();
  for (const question of questions.slice(0, count)) await question.getByLabel(/^Sì/).check();
}

async function copyIsee(page: Page): Promise<void> {
  await page.getByLabel('Ordinario', { exact: true }).check();
  await page.getByLabel('Valore ISEE').fill('3.126,59');
  await page.getByLabel('Rilasciata il').fill(`${year}-01-15`);
  await page.getByLabel('Valida fino al').fill(`${year}-12-31`);
  await page.getByLabel('Protocollo INPS').fill(`INPS-ISEE-${year}-00000001A-00`);
}

/** Of what is missing, whoever it is about. */
async function answer(page: Page, form: string, say: () => Promise<void>): Promise<void> {
  const missing = page.getByRole('region', { name: 'Cosa manca' });
  await missing.getByRole('link', { name: form }).first().click();
  await say();
  await record(page, form);
}

function note(page: Page): Promise<void> {
  return page.getByLabel('Che cosa ha visto o sentito').fill('Colloquio.');
}
