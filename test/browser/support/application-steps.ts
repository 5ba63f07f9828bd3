import type { Page } from 'playwright-core';
import { plainPdf } from '../../../prisma/seed/plain-pdf.ts';
import { mario } from '../../support/agreement-office.ts';

/** What a candidate says of itself, as it fills in the steps of its application. */
export const lovere = '016128';

/** What is missing, as the application tells it. */
export function missing(page: Page) {
  return page.getByRole('region', { name: 'Cosa manca' });
}

/** What the service has of it, as whoever stands before the page reads it. */
export async function applicationIn(page: Page) {
  const [{ id }] = (await (await page.request.get('/v1/provider-applications')).json()).items;
  return (await page.request.get(`/v1/provider-applications/${id}`)).json();
}

/** From a step that needs nothing more to the one that it leads to. */
export async function goOnWith(page: Page, step: string): Promise<void> {
  const line = page.getByText('Per questo passo non serve altro. Prosegua con:');
  await line.getByRole('link', { name: step, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: step }).waitFor();
}

/** Says where it began, and gets another link. */
export async function askToGoOn(page: Page, mailbox: string): Promise<void> {
  await page.getByRole('link', { name: 'Riprenda una richiesta già cominciata' }).click();
  await page.getByLabel('Indirizzo e-mail').fill(mailbox);
  await page.getByRole('button', { name: 'Chiedi il collegamento' }).dblclick();
  await page.getByText('Se l’indirizzo esiste').waitFor();
}

/** Twice wrong, each time told how, and then right. */
export async function mistypeVatNumber(page: Page): Promise<void> {
  const vatNumber = page.getByLabel('Partita IVA');
  await vatNumber.fill('743110157');
  await page.getByRole('button', { name: 'Salva e invia' }).click();
  await page.getByText('Il numero ha 11 cifre, zeri iniziali compresi').first().waitFor();
  await vatNumber.fill('0074311015 8');
  await page.getByText('l’ultima non torna con le altre').first().waitFor();
  await vatNumber.fill('00743110157');
}

/** Who it is, but for the partita IVA. */
export async function describeOneself(page: Page): Promise<void> {
  await page.getByLabel('Forma giuridica').selectOption('socialCooperative');
  await page.getByLabel('Tipo di cooperativa sociale').selectOption('a');
  await page.getByLabel('Comune della sede legale').selectOption(lovere);
  await page.getByLabel('Nome e cognome di chi segue la richiesta').fill('Ottavia Candidatelli');
  await page.getByLabel('Nome e cognome del rappresentante').fill(mario.name);
  await page.getByLabel('Codice fiscale del rappresentante').fill(mario.taxCode);
  await page.getByLabel('E-mail del rappresentante').fill('mario@example.org');
  await page.getByRole('button', { name: 'Salva e invia' }).dblclick();
}

export async function addPlace(page: Page): Promise<void> {
  await page.getByLabel('Nome della sede').fill('Sede');
  await page.getByLabel('Comune della sede').selectOption(lovere);
  await page.getByLabel('Indirizzo').fill('Via Prova 1');
  await page.getByRole('button', { name: 'Aggiungi la sede' }).dblclick();
}

/** The letters of art. 51 are left to the office. */
export async function addNursery(page: Page): Promise<void> {
  await page.getByLabel('Categoria').selectOption('childcare');
  await page.getByLabel('Nome del servizio').fill('Nido a tempo pieno');
  await page.getByLabel('Si paga').selectOption('week');
  await page.getByLabel('Prezzo di listino').fill('95,00');
  await page.getByLabel('IVA', { exact: true }).selectOption('exempt');
  await page.getByRole('button', { name: 'Aggiungi il servizio' }).dblclick();
}

const counts = {
  'Contratto collettivo applicato': 't151',
  'Lavoratori in tutto': '40',
  'Base di calcolo per i lavoratori con disabilità': '24',
  'Lavoratori con disabilità occupati': '1',
  'Lavoratori di altre categorie protette occupati': '0',
  'Data del documento di valutazione dei rischi': '2026-01-10',
};

export async function declareCounts(page: Page): Promise<void> {
  for (const [label, said] of Object.entries(counts)) await page.getByLabel(label).fill(said);
}

export async function answer(page: Page, question: RegExp, said: string): Promise<void> {
  await page.getByRole('group', { name: question }).getByLabel(said, { exact: true }).check();
}

export async function declare(page: Page): Promise<void> {
  await declareCounts(page);
  await answer(page, /603-bis/, 'No');
  await answer(page, /controllo giudiziario/, 'No');
  await answer(page, /casellario/, 'Sì');
  await page.getByRole('button', { name: 'Salva e invia' }).dblclick();
}

/** What a paper says of its days: of an authorisation, that it does not end. */
export interface PaperDays {
  readonly on: string;
  readonly until?: string;
  readonly endless?: boolean;
}

/** Opens a paper in the list and hands it in. */
export async function handIn(page: Page, paper: string, days: PaperDays): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^Consegna( quello nuovo)?: ${paper}`) }).click();
  await fillPaper(page, days);
}

/** The form of a paper that is open already. */
export async function fillPaper(page: Page, { on, until, endless }: PaperDays): Promise<void> {
  await page.getByLabel('Il documento').setInputFiles(pdfNamed('documento.pdf', plainPdf(['Prova'])));
  await page.getByLabel(/^Giorno (del documento|della verifica)/).fill(on);
  if (endless) await page.getByLabel('No, non scade').check();
  if (until) await page.getByLabel('Ultimo giorno').fill(until);
  const send = page.getByRole('button', { name: 'Consegna il documento' });
  await send.dblclick();
  await send.waitFor({ state: 'detached' });
}

export function pdfNamed(name: string, pdf: Uint8Array) {
  return { name, mimeType: 'application/pdf', buffer: Buffer.from(pdf) };
}
